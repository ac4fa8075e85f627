using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms.Editing;

namespace ElectronicApplication.Core.Tests.Designs;

/// <summary>What the auditor reads about designs and requests for publication: each deed once, with whoever did it.</summary>
public sealed class DesignAuditTests
{
    [Fact]
    public async Task Every_deed_at_a_design_and_at_its_requests_is_recorded_with_who_did_it()
    {
        const string code = PublishingTown.Code;
        await using var town = await PublishingTown.FoundAsync();
        var before = (await town.RowsAsync<ActEntry>()).Select(a => a.Id).ToHashSet();
        List<(string Kind, string? Who, string? Detail)> expected = [];

        await Edit(h => h.HandleAsync(new(code, Seen(), [new SetText("procedure", "summary", "ja", "新しい説明")]), town.Author, default), "design.edited", town.Author, 2);
        await Edit(h => h.UndoAsync(code, Seen(), town.SecondAuthor, default), "design.undone", town.SecondAuthor, 1);
        await Edit(h => h.RedoAsync(code, Seen(), town.Author, default), "design.redone", town.Author, 2);

        var sentBack = await AskAsync(null);
        Assert.True((await town.SendBackAsync(sentBack, new PublicationRemark("", "説明を短くしてください。"))).IsOk);
        Told("publication.sent-back", town.Approver, $"{code} r2 {sentBack:N}");

        var withdrawn = await AskAsync(null);
        Assert.True((await WithdrawAsync(withdrawn, 0, town.SecondAuthor)).IsOk);
        Told("publication.withdrawn", town.SecondAuthor, $"{code} r2 {withdrawn:N}");

        var stopped = await AskAsync(town.Clock.GetUtcNow().AddDays(1));
        await ApproveAsync(stopped);
        Assert.True((await WithdrawAsync(stopped, 1, town.Approver)).IsOk);
        Told("publication.stopped", town.Approver, $"{code} r2 {stopped:N}");

        var failed = await AskAsync(town.Clock.GetUtcNow().AddDays(1));
        await ApproveAsync(failed);
        await town.ImportAsync(PublishingTown.WithField("job", "職業"));
        Told("procedure.published", null, $"{code} v2");
        town.Clock.Advance(TimeSpan.FromDays(2));
        await town.SweepAsync();
        Told("publication.failed", null, $"{code} r2 {failed:N}");

        Assert.True((await town.Do<StartDesign, Result<string>>(h => h.NewAsync(new("walked", "新しい手続", "planning", "企画課", null, "空の様式から開始"), town.Author, default))).IsOk);
        Told("design.started", town.Author, "walked");

        var told = (await town.RowsAsync<ActEntry>()).Where(a => !before.Contains(a.Id)).OrderBy(a => a.At).ToList();
        Assert.Equal(expected, told.Select(a => (a.Kind, a.ActorId, a.Detail)));
        Assert.All(told, a => Assert.False(a.ShownToApplicant));

        DesignStamp Seen() => town.StampAsync().GetAwaiter().GetResult();

        async Task Edit(Func<EditDesign, Task<Result<EditedDesign>>> edit, string kind, Act by, int head)
        {
            Assert.True((await town.Do(edit)).IsOk);
            Told(kind, by, $"{code} r{head}");
        }

        async Task<Guid> AskAsync(DateTimeOffset? at)
        {
            var preview = (await town.Do<ReadPublication, Result<PublicationPreview>>(h => h.PreviewAsync(code, town.Author, default))).Value;
            var asked = (await town.AskAsync(2, at: at, acknowledged: [.. preview.Findings.Findings.Select(AskPublication.NameOf)])).Value;
            Told("publication.asked", town.Author, $"{code} r2 Finish {asked:N}");
            return asked;
        }

        async Task ApproveAsync(Guid id)
        {
            Assert.Equal(PublicationState.Approved, (await town.ApproveAsync(id)).Value);
            Told("publication.approved", town.Approver, $"{code} r2 {id:N}");
        }

        Task<Result<Done>> WithdrawAsync(Guid id, int version, Act by) => town.Do<WithdrawPublication, Result<Done>>(h => h.HandleAsync(id, version, by, default));

        void Told(string kind, Act? by, string detail)
        {
            expected.Add((kind, by?.ActorId, detail));
            town.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
