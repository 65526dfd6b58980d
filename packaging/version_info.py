"""The version in Windows' programs: what Explorer shows under Properties, Details."""

TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "The Bayaz project"),
      StringStruct("FileDescription", "Bayaz"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "bayaz"),
      StringStruct("LegalCopyright", "MIT License; see {notices} for what is inside"),
      StringStruct("OriginalFilename", "bayaz.exe"),
      StringStruct("ProductName", "Bayaz"),
      StringStruct("ProductVersion", "{version}")])]),
    VarFileInfo([VarStruct("Translation", [0x409, 1200])])
  ]
)
"""


def version_info(version: str, notices: str) -> str:
    """Return the version in the form that PyInstaller reads."""
    return TEMPLATE.format(numbers=four_numbers(version), version=version, notices=notices)


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as Windows has it; what is not a number in it is left out."""
    parts = [int(part) for part in version.split(".")[:4] if part.isdigit()]
    first, second, third, fourth = (*parts, 0, 0, 0, 0)[:4]
    return first, second, third, fourth
