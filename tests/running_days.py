"""Days of use that pass, as the trash counts them."""

from app.core.workspace import Workspace
from tests.clock import Clock


def pass_days(workspace: Workspace, clock: Clock, days: int) -> None:
    """Let days pass on each of which the window was open."""
    for _ in range(days):
        clock.forward(days=1)
        workspace.purge_trash()
