using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ElectronicApplication.Host.Tests;

/// <summary>Arrows go down only. The tables are the whole truth: what is not in them is not allowed, what is in them but unused is reported too.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Contracts"] = [], ["Feel"] = [], ["Jpki"] = [], ["Pdf"] = [], ["Sandbox"] = [],
        ["Forms"] = ["Feel"],
        ["Core"] = ["Contracts", "Forms", "Jpki", "Pdf"],
        ["Database"] = ["Core"],
        ["Web"] = ["Core", "Forms"],
        ["Portal"] = ["Web"],
        ["Staff"] = ["Web"],
        ["Worker"] = ["Contracts", "Core"],
        ["Host"] = ["Database", "Portal", "Staff", "Worker", "Sandbox"],
    };

    private static readonly Dictionary<string, string[]> Modules = new()
    {
        ["Kernel"] = [],
        ["Procedures"] = ["Kernel"],
        ["Identity"] = ["Kernel"],
        ["Submissions"] = ["Kernel", "Procedures", "Identity"],
        ["Payments"] = ["Kernel", "Procedures", "Submissions"],
        ["Deliveries"] = ["Kernel", "Procedures", "Submissions"],
        ["Notifications"] = ["Kernel", "Procedures", "Identity", "Submissions", "Review"],
        ["Review"] = ["Kernel", "Procedures", "Identity", "Submissions", "Payments", "Deliveries"],
        ["CoreReports"] = ["Kernel", "Procedures", "Submissions", "Deliveries", "Review"],
        ["Payouts"] = ["Kernel", "Procedures", "Submissions", "Review"],
        ["Records"] = ["Kernel", "Procedures", "Identity", "Submissions", "Payments", "Deliveries", "Review", "Payouts"],
        ["Intake"] = ["Kernel", "Procedures", "Submissions", "Review"],
        ["Documents"] = ["Kernel", "Procedures", "Submissions", "Payments", "Review"],
        ["Designs"] = ["Kernel", "Procedures", "Review"],
        ["Administration"] = ["Kernel", "Procedures", "Identity", "Submissions", "Payments", "Deliveries", "Notifications", "Review", "Payouts"],
    };

    private static readonly string Source = Path.GetFullPath(Path.Combine(ThisFile(), "..", "..", "..", "src"));

    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        var actual = Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetFileNameWithoutExtension(f).Replace("ElectronicApplication.", "", StringComparison.Ordinal),
            f => XDocument.Load(f).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')).Replace("ElectronicApplication.", "", StringComparison.Ordinal)).ToArray());
        Assert.Equal(Projects.Keys.Order(), actual.Keys.Order());
        Assert.Empty(Violations(Projects, actual));
    }

    [Fact]
    public void Modules_of_Core_use_only_what_the_table_allows() => Assert.Empty(Violations(Modules, ModuleArrows(
        Directory.EnumerateFiles(Path.Combine(Source, "ElectronicApplication.Core"), "*.cs", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(Path.Combine(Source, "ElectronicApplication.Core"), f), File.ReadAllText(f)))
            .Where(f => !f.Item1.StartsWith("obj", StringComparison.Ordinal) && !f.Item1.StartsWith("bin", StringComparison.Ordinal)))));

    [Fact]
    public void A_planted_arrow_upward_is_found()
    {
        Assert.Equal(["Feel -> Core"], Violations(Projects, new() { ["Feel"] = ["Core"], ["Core"] = ["Forms"] }));
        var planted = ModuleArrows([(Path.Combine("Submissions", "Planted.cs"), "using ElectronicApplication.Core.Payments;\nnamespace ElectronicApplication.Core.Submissions;")]);
        Assert.Equal(["Submissions -> Payments"], Violations(Modules, planted));
    }

    [Fact]
    public void Only_Core_and_Database_can_touch_the_database()
    {
        foreach (var door in new[] { "Web", "Portal", "Staff", "Worker" })
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Source, "ElectronicApplication." + door), "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)))
                Assert.DoesNotContain("Microsoft.EntityFrameworkCore", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_never_open_the_back_doors_of_the_framework()
    {
        foreach (var file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
            Assert.DoesNotMatch("AddControllers|MapRazorComponents", File.ReadAllText(file));
    }

    private static List<string> Violations(Dictionary<string, string[]> allowed, Dictionary<string, string[]> actual) =>
        [.. actual.SelectMany(a => a.Value.Where(to => to != a.Key && !allowed[a.Key].Contains(to)).Select(to => $"{a.Key} -> {to}")).Distinct().Order()];

    private static Dictionary<string, string[]> ModuleArrows(IEnumerable<(string Path, string Text)> files) => files
        .GroupBy(f => f.Path.Split(Path.DirectorySeparatorChar)[0])
        .ToDictionary(g => g.Key, g => g.SelectMany(f => ModuleName().Matches(f.Text).Select(m => m.Groups[1].Value)).Distinct().ToArray());

    [GeneratedRegex(@"ElectronicApplication\.Core\.([A-Z][A-Za-z]+)")]
    private static partial Regex ModuleName();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
