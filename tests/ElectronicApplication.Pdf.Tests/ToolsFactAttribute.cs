using System.Diagnostics;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>
/// A test that needs programs or fonts of Debian. Where one is missing the row is shown as skipped; where everything must run (CI), it fails instead.
/// </summary>
public sealed class ToolsFactAttribute : FactAttribute
{
    public ToolsFactAttribute(params string[] programs) => Skip = Tools.SkipReason(programs);
}

public sealed class ToolsTheoryAttribute : TheoryAttribute
{
    public ToolsTheoryAttribute(params string[] programs) => Skip = Tools.SkipReason(programs);
}

/// <summary>Programs that read what is written here, as outside oracles.</summary>
internal static class Tools
{
    private static readonly string[] Fonts =
        ["/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf", "/usr/share/fonts/truetype/ipamj/ipamjm.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"];

    public static string? SkipReason(string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = programs.Where(p => !folders.Any(f => File.Exists(Path.Combine(f, p)))).Concat(Fonts.Where(f => !File.Exists(f))).ToList();
        return missing.Count == 0 || Environment.GetEnvironmentVariable("CI") == "true" ? null : "Not installed: " + string.Join(", ", missing);
    }

    /// <summary>Runs a program in a folder. What it prints to either stream comes back.</summary>
    public static string Run(string folder, string program, params string[] arguments) => RunWithCode(folder, program, arguments).Output;

    public static (int Code, string Output) RunWithCode(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
