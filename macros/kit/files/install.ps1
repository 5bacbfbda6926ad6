# 保险内勤 离线安装。只装进本人的文件夹，不需要管理员权限，不连接网络；可以重复运行，重复运行即更新或修复。
[CmdletBinding()]
param([string]$Python = "")
$ErrorActionPreference = "Stop"
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8
$env:PYTHONUTF8 = "1"

$kit = $PSScriptRoot
$program = Join-Path $env:LOCALAPPDATA "Neiqin"
$environment = Join-Path $program "env"
$start = Join-Path $env:APPDATA "Microsoft\Excel\XLSTART"
$office = Join-Path $env:USERPROFILE "保险内勤"

function Stop-With([string]$Problem, [string]$WayOut) {
    Write-Host "不行：$Problem" -ForegroundColor Red
    Write-Host "办法：$WayOut"
    exit 1
}

function Test-Kit {
    foreach ($line in Get-Content -LiteralPath (Join-Path $kit "SHA256SUMS.txt") -Encoding UTF8) {
        $wanted, $name = $line -split "  ", 2
        $file = Join-Path $kit $name.Replace("/", "\")
        if (-not (Test-Path -LiteralPath $file)) { Stop-With "安装包缺少文件 $name" "请重新拷贝整个安装包" }
        if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $wanted) {
            Stop-With "文件与清单不符 $name" "请重新拷贝整个安装包；若仍不符，不要使用"
        }
    }
}

function Test-Python([string]$Program) {
    if (-not $Program -or -not (Test-Path -LiteralPath $Program)) { return $false }
    $told = & $Program -c "import struct, sys; print(sys.version_info[:2] == (3, 11) and struct.calcsize('P') == 8)"
    return "$told" -eq "True"
}

function Find-Python {
    $candidates = @($Python, (Join-Path $env:LOCALAPPDATA "Programs\Python\Python311\python.exe"),
        (Join-Path $env:ProgramFiles "Python311\python.exe"))
    foreach ($name in "python3.11", "python") {
        $candidates += @(Get-Command $name -CommandType Application -ErrorAction SilentlyContinue |
            Where-Object { $_.Source -notlike "*\WindowsApps\*" } | ForEach-Object { $_.Source })
    }
    foreach ($candidate in $candidates) { if (Test-Python $candidate) { return $candidate } }
    return ""
}

function Install-Python {
    $installer = Get-ChildItem -LiteralPath $kit -Filter "python-3.11*-amd64.exe" | Select-Object -First 1
    if (-not $installer) {
        Stop-With "没有找到 64 位的 Python 3.11" "请把 python.org 的 python-3.11.9-amd64.exe 放进安装包文件夹，再运行一次"
    }
    $signature = Get-AuthenticodeSignature -LiteralPath $installer.FullName
    if ($signature.Status -ne "Valid" -or $signature.SignerCertificate.Subject -notlike "*Python Software Foundation*") {
        Stop-With "Python 安装程序没有有效的官方签名" "请从 python.org 重新下载"
    }
    Write-Host "正在安装 Python 3.11（只为本人）……"
    $options = "/quiet", "InstallAllUsers=0", "PrependPath=0", "Include_launcher=0", "Include_test=0", "Shortcuts=0"
    Start-Process -FilePath $installer.FullName -ArgumentList $options -Wait
}

Write-Host "1/6 核对安装包"
Test-Kit

Write-Host "2/6 检查 Excel 与 Python"
if (Get-Process -Name "EXCEL" -ErrorAction SilentlyContinue) { Stop-With "Excel 正在运行" "请保存并关闭 Excel，再运行一次" }
$base = Find-Python
if (-not $base) {
    Install-Python
    $base = Find-Python
}
if (-not $base) { Stop-With "Python 3.11 没有装上" "请手动安装 64 位的 Python 3.11，再运行一次" }

Write-Host "3/6 建立运行环境 $environment"
New-Item -ItemType Directory -Force -Path $program | Out-Null
& $base -m venv --clear "$environment"
if ($LASTEXITCODE -ne 0) { Stop-With "不能建立运行环境" "请重启电脑后再运行一次，或检查 $program 的写入权限" }
$interpreter = Join-Path $environment "Scripts\python.exe"

Write-Host "4/6 安装组件"
& $interpreter -I -m pip install --quiet --disable-pip-version-check --no-index --find-links (Join-Path $kit "wheels") --require-hashes -r (Join-Path $kit "requirements.txt")
if ($LASTEXITCODE -ne 0) { Stop-With "组件没有装齐" "请重新拷贝整个安装包，再运行一次" }
Set-Content -LiteralPath (Join-Path $program "neiqin.cmd") -Encoding Ascii -Value '@"%~dp0env\Scripts\neiqin.exe" %*'

Write-Host "5/6 安装 Excel 加载项与模板"
New-Item -ItemType Directory -Force -Path $start | Out-Null
foreach ($file in Get-ChildItem -LiteralPath (Join-Path $kit "addin") -Filter "*.xlam") {
    $target = Join-Path $start $file.Name
    Copy-Item -LiteralPath $file.FullName -Destination $target -Force
    Unblock-File -LiteralPath $target
}
$templates = Join-Path $office "模板"
New-Item -ItemType Directory -Force -Path $templates | Out-Null
foreach ($file in Get-ChildItem -LiteralPath (Join-Path $kit "templates") -File) {
    $target = Join-Path $templates $file.Name
    if (-not (Test-Path -LiteralPath $target)) { Copy-Item -LiteralPath $file.FullName -Destination $target }
}

Write-Host "6/6 自检"
& (Join-Path $environment "Scripts\neiqin.exe") doctor
$found = $LASTEXITCODE
Write-Host "安装完成。打开 Excel 即见“保险内勤”选项卡；命令行：$(Join-Path $program 'neiqin.cmd')；模板：$templates"
exit $found
