using ElectronicApplication.Core.Designs;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using Xunit;

namespace ElectronicApplication.Core.Tests.Designs;

public sealed class DesignAnalysesTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);
    private static readonly Guid Design = Guid.NewGuid();

    private readonly DesignAnalyses _analyses = new();
    private int _asked;

    [Fact]
    public void A_revision_is_analysed_once_a_day()
    {
        var first = Of(1, Day);
        Assert.Same(first, Of(1, Day));
        Assert.NotSame(first, Of(2, Day));
        Assert.NotSame(first, Of(1, Day.AddDays(1)));
        Assert.NotSame(first, _analyses.Of(Guid.NewGuid(), 1, Day, Files));
        Assert.Equal(4, _asked);
    }

    [Fact]
    public void The_one_that_nobody_asked_for_longest_makes_room()
    {
        var first = Of(1, Day);
        var second = Of(2, Day);
        for (var revision = 3; revision <= 8; revision++)
            Of(revision, Day);
        Assert.Same(first, Of(1, Day));
        Of(9, Day);
        Assert.Same(first, Of(1, Day));
        Assert.NotSame(second, Of(2, Day));
    }

    private DesignAnalysis Of(int revision, DateOnly today) => _analyses.Of(Design, revision, today, Files);

    private DefinitionFiles Files()
    {
        _asked++;
        return DefinitionTree.Empty("trial", "試し", "general", "総務課").ToFiles();
    }
}
