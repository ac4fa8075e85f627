using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests;

/// <summary>Small definitions, each broken in one way, in a folder of the name of what is found.</summary>
public sealed class BrokenTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Catalog.Folder)!, "tests", "ElectronicApplication.Forms.Tests", "Broken");

    private static readonly DateOnly Today = new(2026, 11, 21);

    public static TheoryData<string> Codes => [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Codes))]
    public void A_broken_definition_is_refused_for_what_is_wrong_with_it_and_nothing_else(string code)
    {
        var entry = Assert.Single(CatalogLint.Check(Path.Combine(Folder, code), Today));
        Assert.True(entry.Report.HasErrors);
        Assert.Equal([code], entry.Report.Findings.Select(finding => finding.Code).Distinct());
        Assert.Equal(code, entry.Folder);
    }

    [Fact]
    public void A_catalogue_of_broken_definitions_is_checked_to_its_end() =>
        Assert.Equal(8, CatalogLint.Check(Folder, Today).Count(entry => entry.Report.HasErrors));
}
