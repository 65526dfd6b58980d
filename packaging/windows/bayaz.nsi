; The installer for Windows: for one user, without an administrator. Called by for_windows.py.
;
; Silent: setup.exe /S [/D=folder]. Exit codes: 0 done, 1 given up by the user, 2 refused with a
; reason, which a silent run writes to where it was started from: too old a Windows (10), a copy
; that is running (11), a folder that cannot be written (12).

; The 64-bit form, which Debian's NSIS has: it runs under Wine without its 32-bit half.
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestSupportedOS all
Name "Bayaz"
BrandingText "Bayaz ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Bayaz"
InstallDirRegKey HKCU "Software\Bayaz" "Folder"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Bayaz"
!define CLASSES "Software\Classes"
!define SHCNE_ASSOCCHANGED 0x08000000

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\bayaz.exe"
!define MUI_FINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1033 "ProductName" "Bayaz"
VIAddVersionKey /LANG=1033 "FileDescription" "Installer of Bayaz"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "MIT License"

; Say why it does not go on: in a box, or, where nobody looks, to the console or pipe it came from.
!macro REFUSE CODE WORDS
  IfSilent +3
    MessageBox MB_OK|MB_ICONSTOP "${WORDS}"
    Goto +4
  System::Call 'kernel32::AttachConsole(i -1)'
  System::Call 'kernel32::GetStdHandle(i -12) p .r0'
  FileWrite $0 "${WORDS}$\r$\n"
  SetErrorLevel ${CODE}
  Quit
!macroend
!define REFUSE `!insertmacro REFUSE`

; Wait until no copy runs: a program that runs cannot be renamed away with its libraries open, so
; its own library file is opened for writing, which Windows refuses while it is in use.
!macro NO_COPY_RUNS UN
Function ${UN}NoCopyRuns
  again:
    IfFileExists "$INSTDIR\_internal\python3*.dll" 0 free
    FindFirst $1 $2 "$INSTDIR\_internal\python3*.dll"
    FindClose $1
    ClearErrors
    FileOpen $0 "$INSTDIR\_internal\$2" a
    IfErrors running
    FileClose $0
    Goto free
  running:
    IfSilent 0 ask
    ${REFUSE} 11 "Bayaz is running. Close its window, then start this again."
  ask:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
      "Bayaz is running. Close its window, then choose Retry. What you have written is stored." \
      IDRETRY again
    SetErrorLevel 1
    Quit
  free:
    ClearErrors
FunctionEnd
!macroend
!insertmacro NO_COPY_RUNS ""
!insertmacro NO_COPY_RUNS "un."

Function .onInit
  SetShellVarContext current
  ; Windows 10 names its build here; an earlier Windows has a smaller number.
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < 18362
    ${REFUSE} 10 "Bayaz needs Windows 10, version 1903 or later, with 64 bits."
  ${EndIf}
FunctionEnd

Function un.onInit
  SetShellVarContext current
FunctionEnd

Section "Bayaz" PROGRAM
  SectionIn RO
  Call NoCopyRuns
  ; What an older version has and this one has not must not stay beside it.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
    ExecWait '"$INSTDIR\uninstall.exe" /S /upgrade _?=$INSTDIR'
  SetOverwrite on
  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "${BUILT}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  IfErrors 0 written
    ${REFUSE} 12 "The folder $INSTDIR cannot be written."
  written:
  CreateShortcut "$SMPROGRAMS\Bayaz.lnk" "$INSTDIR\bayaz.exe"

  WriteRegStr HKCU "Software\Bayaz" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Bayaz"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\bayaz.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Bayaz project"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1

  WriteRegStr HKCU "${CLASSES}\Bayaz.Pack" "" "Bayaz pack"
  WriteRegStr HKCU "${CLASSES}\Bayaz.Pack\DefaultIcon" "" "$INSTDIR\bayaz.exe,0"
  WriteRegStr HKCU "${CLASSES}\Bayaz.Pack\shell\open\command" "" '"$INSTDIR\bayaz.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.bayaz" "" "Bayaz.Pack"
  WriteRegStr HKCU "${CLASSES}\Bayaz.Backup" "" "Bayaz backup"
  WriteRegStr HKCU "${CLASSES}\Bayaz.Backup\DefaultIcon" "" "$INSTDIR\bayaz.exe,0"
  WriteRegStr HKCU "${CLASSES}\Bayaz.Backup\shell\open\command" "" '"$INSTDIR\bayaz.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.bayaz-backup" "" "Bayaz.Backup"
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
SectionEnd

; Windows takes this place for "bayaz" under Win+R, without any change to the user's PATH, which
; NSIS would cut off if it is long.
Section "Start it by typing bayaz in the Run box" RUN_BOX
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\bayaz.exe" "" \
    "$INSTDIR\bayaz.exe"
SectionEnd

LangString ABOUT_PROGRAM ${LANG_ENGLISH} "The program, its entry in the start menu, and its files."
LangString ABOUT_RUN_BOX ${LANG_ENGLISH} "For those who prefer the keyboard."
!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${PROGRAM} $(ABOUT_PROGRAM)
  !insertmacro MUI_DESCRIPTION_TEXT ${RUN_BOX} $(ABOUT_RUN_BOX)
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Section "Uninstall"
  Call un.NoCopyRuns
  !include "${LISTS}/remove.nsh"
  ; An upgrade goes on with the same entries.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/upgrade" $1
  IfErrors 0 done
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR\_internal"
  ; Only if it is empty: whatever the reader has put there stays.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Bayaz.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\Bayaz"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\bayaz.exe"
  DeleteRegKey HKCU "${CLASSES}\Bayaz.Pack"
  DeleteRegKey HKCU "${CLASSES}\Bayaz.Backup"
  ReadRegStr $0 HKCU "${CLASSES}\.bayaz" ""
  StrCmp $0 "Bayaz.Pack" 0 +2
    DeleteRegKey HKCU "${CLASSES}\.bayaz"
  ReadRegStr $0 HKCU "${CLASSES}\.bayaz-backup" ""
  StrCmp $0 "Bayaz.Backup" 0 +2
    DeleteRegKey HKCU "${CLASSES}\.bayaz-backup"
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
  IfFileExists "$LOCALAPPDATA\bayaz\*.*" 0 done
    MessageBox MB_OK|MB_ICONINFORMATION "Bayaz is removed. Your library is still there, in \
      $LOCALAPPDATA\bayaz. Delete that folder if you no longer want it." /SD IDOK
  done:
SectionEnd
