using ElectronicApplication.Testing;

namespace ElectronicApplication.Production.Tests;

/// <summary><c>catalog lint DIR</c> as scripts call it: what it prints, and how it ends.</summary>
public sealed class CatalogLintTests
{
    private static readonly string Root = RootOf(AppContext.BaseDirectory);

    [Fact]
    public async Task The_catalogue_ends_with_nothing_to_mend()
    {
        var (code, output) = await HostProcess.RunVerbAsync("Development", "catalog", "lint", Path.Combine(Root, "forms-catalog"));
        Assert.Equal(0, code);
        Assert.Contains("21 procedures checked, 0 warnings, 0 refused.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_definitions_end_it_with_1_and_each_finding_with_its_place()
    {
        var broken = Path.Combine(Root, "tests", "ElectronicApplication.Forms.Tests", "Broken");
        var (code, output) = await HostProcess.RunVerbAsync("Development", "catalog", "lint", broken);
        Assert.Equal(1, code);
        foreach (var folder in Directory.GetDirectories(broken))
            Assert.Contains($"  error {Path.GetFileName(folder)} ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_is_previewed_with_the_record_that_leaves()
    {
        var folder = Path.Combine(Root, "forms-catalog", "shugaku-enjo");
        var (code, output) = await HostProcess.RunVerbAsync("Development", "mapping", "preview", folder, "--target", "child-welfare");
        Assert.Equal(0, code);
        Assert.Contains("-- utf-8, .xml", output, StringComparison.Ordinal);
        Assert.Contains("<application number=\"2026-0000001-1\">", output, StringComparison.Ordinal);
        Assert.Equal(2, (await HostProcess.RunVerbAsync("Development", "mapping", "preview", folder, "no-such-sample")).ExitCode);
    }

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "ElectronicApplication.slnx")) ? folder : RootOf(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not in the repository."));
}
