using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Designs;

public sealed class RetirementTests
{
    private const string Reason = "2027年度から国の窓口で受け付けます。";

    [Fact]
    public async Task A_retired_procedure_is_still_found_with_its_reason_and_reopened_as_it_was()
    {
        await using var town = await PublishingTown.FoundAsync();
        Assert.True((await RetireAsync(town, town.Approver)).IsOk);
        var catalog = town.Database.Services.GetRequiredService<ProcedureCatalog>();
        var standing = (await catalog.StandingAsync(PublishingTown.Code, default))!;
        Assert.Equal((1, Reason), (standing.InForce.Number, standing.Retired!.Reason));
        Assert.Equal(PublicationErrors.AlreadyRetired, (await RetireAsync(town, town.Approver)).Error);

        town.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await ReopenAsync(town, town.Approver)).IsOk);
        Assert.Null((await catalog.StandingAsync(PublishingTown.Code, default))!.Retired);
        Assert.Equal(PublicationErrors.NotRetired, (await ReopenAsync(town, town.Approver)).Error);
        Assert.Equal([("procedure.retired", Reason), ("procedure.reopened", "誤って終了したため")],
            (await town.RowsAsync<ActEntry>()).Where(a => a.Reason is not null).OrderBy(a => a.At).Select(a => (a.Kind, a.Reason!)));
    }

    [Fact]
    public async Task Only_whoever_may_publish_or_administer_in_that_office_retires_and_says_why()
    {
        await using var town = await PublishingTown.FoundAsync();
        Assert.Equal(PublicationErrors.PublisherNeeded, (await RetireAsync(town, town.Author)).Error);
        Assert.Equal(PublicationErrors.ProcedureNotFound, (await RetireAsync(town, town.OtherOffice)).Error);
        Assert.Equal(PublicationErrors.ReasonNeeded, (await RetireAsync(town, town.Approver, "　")).Error);
        Assert.Equal(PublicationErrors.ReasonTooLong, (await RetireAsync(town, town.Approver, new string('長', 501))).Error);
        Assert.True((await RetireAsync(town, await town.OfficialAsync("admin", "administer", "planning"))).IsOk);
    }

    [Fact]
    public async Task Whoever_searches_by_name_finds_a_retired_procedure_and_nobody_is_offered_it()
    {
        await using var town = await PublishingTown.FoundAsync();
        await RetireAsync(town, town.Approver);
        var search = town.Database.Services.GetRequiredService<SearchCatalog>();
        Assert.Empty(await search.HandleAsync(null, null, null, default));
        Assert.Single(await search.HandleAsync("パブリックコメント", null, null, default));
    }

    private static Task<Result<Done>> RetireAsync(PublishingTown town, Act by, string reason = Reason) =>
        town.Do<RetireProcedure, Result<Done>>(h => h.HandleAsync(PublishingTown.Code, reason, by, default));

    private static Task<Result<Done>> ReopenAsync(PublishingTown town, Act by) =>
        town.Do<ReopenProcedure, Result<Done>>(h => h.HandleAsync(PublishingTown.Code, "誤って終了したため", by, default));
}
