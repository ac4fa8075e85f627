using Xunit.Abstractions;

namespace ElectronicApplication.Feel.Tests.Conformance;

/// <summary>Needs the public DMN TCK, which is not part of this repository: the folder <c>TestCases</c> of a copy of it.</summary>
public sealed class DmnTckFactAttribute : FactAttribute
{
    public static string? Folder => Environment.GetEnvironmentVariable("DMN_TCK");

    public DmnTckFactAttribute() => Skip = Directory.Exists(Folder) ? null : "DMN_TCK names no folder with the TestCases of the DMN TCK.";
}

public sealed class ConformanceTests(ITestOutputHelper output)
{
    // The first mark: 3,100 of the 3,174 cases; the leading engines pass all but three. The kit grows, so it is held as a share.
    private const double Mark = 3_100 / 3_174.0;

    // A copy that lacks a part would pass by what it leaves out.
    private const int Complete = 3_000;

    [DmnTckFact]
    public void The_language_conforms_to_the_public_test_kit()
    {
        var results = TckRunner.Run(DmnTckFactAttribute.Folder!).ToList();
        var report = TckRunner.Report(results);
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable("DMN_TCK_REPORT") is { Length: > 0 } file)
            File.WriteAllText(file, report);
        Assert.True(results.Count >= Complete, $"The folder holds only {results.Count} of the more than {Complete} cases of the kit.");
        Assert.True(results.Count(result => result.Passed) >= results.Count * Mark, report);
    }

    [Theory]
    [InlineData("tables", 9)]
    [InlineData("boxes", 9)]
    [InlineData("types", 10)]
    [InlineData("domains", 14)]
    [InlineData("services", 7)]
    [InlineData("imports", 1)]
    public void A_model_runs_as_its_tests_say(string sample, int count)
    {
        var results = TckRunner.Run(Samples(sample)).ToList();
        Assert.True(results.TrueForAll(result => result.Passed), TckRunner.Report(results));
        Assert.Equal(count, results.Count);
    }

    [Fact]
    public void A_result_that_differs_fails()
    {
        var results = TckRunner.Run(Samples("broken")).ToList();
        Assert.Equal(8, results.Count);
        Assert.All(results, result => Assert.False(result.Passed, result.Test));
        Assert.StartsWith("0/8 in all\n0/8 .\n\n", TckRunner.Report(results), StringComparison.Ordinal);
    }

    private static string Samples(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "tests", "ElectronicApplication.Feel.Tests", "Conformance", "Samples", name) is var samples && Directory.Exists(samples))
                return samples;
        throw new DirectoryNotFoundException($"The sample models '{name}' lie nowhere above {AppContext.BaseDirectory}.");
    }
}
