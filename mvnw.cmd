@echo off
rem Runs the Maven that travels with this repository (.mvn\wrapper\, see docs/adr/0002). Needs a JDK, nothing else.
setlocal
set "BASE=%~dp0"
for /f "tokens=2 delims==" %%v in (%BASE%.mvn\wrapper\maven.properties) do set "VERSION=%%v"
set "DIST=%USERPROFILE%\.m2\wrapper\odoo-client"
set "HOME_DIR=%DIST%\apache-maven-%VERSION%"
set "JAR=jar"
if defined JAVA_HOME set "JAR=%JAVA_HOME%\bin\jar"
if not exist "%HOME_DIR%\.complete" (
  if not exist "%DIST%" mkdir "%DIST%"
  pushd "%DIST%"
  "%JAR%" xf "%BASE%.mvn\wrapper\apache-maven-%VERSION%-bin.zip" || (popd & echo mvnw: no JDK found: install JDK 17 or later, or set JAVA_HOME 1>&2 & exit /b 1)
  popd
  type nul > "%HOME_DIR%\.complete"
)
set "MAVEN_PROJECTBASEDIR=%BASE:~0,-1%"
call "%HOME_DIR%\bin\mvn.cmd" %*
