"""One window a library: a second start hands its files to the window that is open, and ends.

The window listens under a name that belongs to the user and the library. What comes in may come
from anybody: it is one line of JSON of limited length, in limited time, and names files only.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_MOST_BYTES: Final = 65_536
_MOST_FILES: Final = 200
_MOST_PEERS: Final = 8
_LINE_WITHIN_MS: Final = 2_000
_TAKEN: Final = b"taken\n"
# Together a second start waits less than two seconds.
_CONNECT_MS: Final = 300
_ANSWER_MS: Final = 1_200


class OpenWindow(QObject):
    """Listens for second starts on the library that this window has open.

    Signals:
        called(list[Path]): another start wants this window, to show these files.
    """

    called = Signal(object)

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_for(library)
        self._server: QLocalServer | None = None
        self._peers: dict[QLocalSocket, QTimer] = {}

    def listen(self) -> bool:
        """Begin to listen; return False if that cannot be."""
        try:
            from PySide6.QtNetwork import QLocalServer
        except ImportError:
            # A library of the system that it needs is missing: then there is no handing over.
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The library is ours alone: whoever listened there before was killed.
        QLocalServer.removeServer(self._name)
        if not server.listen(self._name):
            server.deleteLater()
            return False
        server.newConnection.connect(self._greet)
        self._server = server
        return True

    def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for peer in list(self._peers):
            self._drop(peer)

    def _greet(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            peer = self._server.nextPendingConnection()
            if len(self._peers) >= _MOST_PEERS:
                peer.abort()
                peer.deleteLater()
                continue
            # Nothing more than this is ever taken into memory.
            peer.setReadBufferSize(_MOST_BYTES + 1)
            patience = QTimer(peer, singleShot=True, interval=_LINE_WITHIN_MS)
            self._peers[peer] = patience
            patience.timeout.connect(self._drop_late)
            peer.readyRead.connect(self._read)
            peer.disconnected.connect(self._drop_gone)
            patience.start()
            self._read_from(peer)

    def _read(self) -> None:
        for peer in list(self._peers):
            self._read_from(peer)

    def _read_from(self, peer: "QLocalSocket") -> None:
        if not peer.canReadLine():
            if peer.bytesAvailable() > _MOST_BYTES:
                self._drop(peer)
            return
        files = _files_in(bytes(peer.readLine(_MOST_BYTES).data()))
        if files is None:
            self._drop(peer)
            return
        peer.write(_TAKEN)
        peer.flush()
        patience = self._peers.pop(peer)
        patience.stop()
        peer.disconnected.connect(peer.deleteLater)
        peer.disconnectFromServer()
        self.called.emit(files)

    def _drop_late(self) -> None:
        for peer in [peer for peer, patience in self._peers.items() if not patience.isActive()]:
            self._drop(peer)

    def _drop_gone(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        open_ = QLocalSocket.LocalSocketState.ConnectedState
        for peer in [peer for peer in self._peers if peer.state() != open_]:
            self._drop(peer)

    def _drop(self, peer: "QLocalSocket") -> None:
        patience = self._peers.pop(peer, None)
        if patience is not None:
            patience.stop()
            peer.abort()
            peer.deleteLater()


def call_window(library: Path, files: list[Path]) -> bool:
    """Ask the window that has a library open to come forward; return whether it does."""
    try:
        from PySide6.QtNetwork import QLocalSocket
    except ImportError:
        return False
    name = name_for(library)
    if not _is_ours(name):
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    request = {"bayaz": 1, "files": [os.fspath(file.absolute()) for file in files[:_MOST_FILES]]}
    socket.write(json.dumps(request).encode() + b"\n")
    answered = socket.waitForReadyRead(_ANSWER_MS) and bytes(socket.readAll().data()) == _TAKEN
    socket.abort()
    return answered


def name_for(library: Path) -> str:
    """Return the name under which the window of a library listens."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    place = os.path.normcase(os.path.realpath(library))
    key = hashlib.sha256(os.fsencode(place) + user.encode()).hexdigest()[:16]
    name = f"bayaz-{key}"
    if os.name == "nt":
        return name
    run = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = run if os.path.isdir(run) and os.access(run, os.W_OK) else tempfile.gettempdir()  # noqa: PTH112
    return str(Path(folder) / name)


def _is_ours(name: str) -> bool:
    """Return whether nobody else listens under a name; anybody may, in the folder for all."""
    if not hasattr(os, "getuid"):
        return True
    try:
        return os.lstat(name).st_uid == os.getuid()
    except OSError:
        return False


def _files_in(line: bytes) -> list[Path] | None:
    """Return the files that a request names, None if it is no request."""
    try:
        request: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(request, dict) or request.get("bayaz") != 1:
        return None
    names = request.get("files")
    if not isinstance(names, list) or len(names) > _MOST_FILES:
        return None
    if not all(isinstance(one, str) and "\0" not in one and os.path.isabs(one) for one in names):  # noqa: PTH117
        return None
    return [Path(one) for one in names if os.path.exists(one)]  # noqa: PTH110
