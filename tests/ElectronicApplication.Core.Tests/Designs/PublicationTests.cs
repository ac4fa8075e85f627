using System.Collections.Frozen;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Designs;

public sealed class PublicationTests
{
    [Fact]
    public async Task What_was_asked_for_and_approved_is_published_with_its_policy_its_changes_and_its_samples()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")), MidFormPolicy.MoveForward)).Value;
        Assert.Equal(PublicationState.Published, (await town.ApproveAsync(asked)).Value);

        Assert.Equal(2, (await town.InForceAsync()).Number);
        var version = (await town.RowsAsync<FormVersion>()).Single(v => v.Number == 2);
        Assert.Equal(MidFormPolicy.MoveForward, version.Policy);
        Assert.Contains("年齢層", version.Changes);
        Assert.Equal(PublishingTown.Original.Samples.Keys.Order(), VersionFiles.Of(version).Samples.Keys.Order());
        var request = await town.RequestAsync(asked);
        Assert.Equal((PublicationState.Published, 2, (Guid?)null), (request.State, request.PublishedVersion, request.OpenDesignId));
        Assert.Equal(2, (await town.RowsAsync<ProcedureDesign>()).Single().BasedOnVersion);
        Assert.Equal(["procedure.published", "publication.approved", "publication.asked"],
            (await town.RowsAsync<ActEntry>()).Where(a => a.ActorKind == ActorKind.Staff && a.Kind.StartsWith('p')).Select(a => a.Kind).Order());
    }

    [Fact]
    public async Task An_edit_after_asking_does_not_change_what_was_asked()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")))).Value;
        await town.ReviseAsync(PublishingTown.WithField("smuggled", "あとから足した項目"));
        await town.ApproveAsync(asked);
        Assert.NotNull((await town.InForceAsync()).Plan.Field("age"));
        Assert.Null((await town.InForceAsync()).Plan.Field("smuggled"));
    }

    [Fact]
    public async Task Nobody_approves_what_they_asked_for_or_had_a_hand_in_since_the_last_publication()
    {
        await using var town = await PublishingTown.FoundAsync();
        await town.ReviseAsync(PublishingTown.WithField("age", "年齢層"), town.SecondAuthor);
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年代")))).Value;
        Assert.Equal(PublicationErrors.PublisherNeeded, (await town.ApproveAsync(asked, town.Author)).Error);
        Assert.Equal(PublicationErrors.OwnWork, (await town.ApproveAsync(asked, town.SecondAuthor)).Error);
        Assert.Equal(PublicationErrors.NotFound, (await town.ApproveAsync(asked, town.OtherOffice)).Error);
        Assert.True((await town.ApproveAsync(asked)).IsOk);

        // Their earlier work is published; what others do from now on they may approve, but not what they ask for themselves.
        var next = await town.ReviseAsync(PublishingTown.WithField("age", "ご年代"));
        var own = (await town.AskAsync(next, by: town.SecondAuthor)).Value;
        Assert.Equal(PublicationErrors.OwnRequest, (await town.ApproveAsync(own, town.SecondAuthor)).Error);
        Assert.True((await town.Do<WithdrawPublication, Result<Done>>(h => h.HandleAsync(own, 0, town.Author, default))).IsOk);
        Assert.True((await town.ApproveAsync((await town.AskAsync(next)).Value, town.SecondAuthor)).IsOk);
    }

    [Theory]
    [InlineData("publish", "planning", false, false, null)]
    [InlineData("author", "planning", false, false, "role-needed")]
    [InlineData("publish", "waste", false, false, "role-needed")]
    [InlineData("publish", "*", false, false, null)]
    [InlineData("publish", "*", true, false, "four-eyes")]
    [InlineData("publish", "planning", false, true, "four-eyes")]
    public void Four_eyes(string role, string office, bool asked, bool wrote, string? code)
    {
        var (me, another) = (Guid.NewGuid(), Guid.NewGuid());
        var approver = new Reviewer(me, "原 大輔", new HashSet<string> { role }.ToFrozenSet(), new HashSet<string> { office }.ToFrozenSet());
        Assert.Equal(code, FourEyes.Refusal(approver, ["planning"], asked ? me : another, new HashSet<Guid> { wrote ? me : another })?.Code);
    }

    [Fact]
    public void A_procedure_leaves_an_office_only_with_that_offices_consent()
    {
        var approver = new Reviewer(Guid.NewGuid(), "原 大輔", new HashSet<string> { "publish" }.ToFrozenSet(), new HashSet<string> { "waste" }.ToFrozenSet());
        Assert.Equal(PublicationErrors.PublisherNeeded, FourEyes.Refusal(approver, ["waste", "planning"], Guid.NewGuid(), new HashSet<Guid>()));
    }

    [Fact]
    public async Task Errors_of_the_check_and_warnings_that_nobody_acknowledged_keep_a_revision_from_being_asked_for()
    {
        await using var town = await PublishingTown.FoundAsync();
        var broken = await town.ReviseAsync(PublishingTown.Edited(PublishingTown.Original, form => form["pages"]![0]!["fields"]![1]!["visible"] = "nonsense = 1"));
        var refused = (await town.AskAsync(broken)).Error!;
        Assert.Equal("definition-has-errors", refused.Code);
        Assert.Contains(refused.Fields, f => f.Path.Contains("$.pages[0].fields[1].visible"));

        // A label that exists in Japanese only, where all the others are translated.
        var untranslated = await town.ReviseAsync(PublishingTown.Edited(PublishingTown.Original, form => form["pages"]![0]!["fields"]![1]!["label"] = "該当する章"));
        var warned = (await town.AskAsync(untranslated)).Error!;
        Assert.Equal("warnings-not-acknowledged", warned.Code);
        var preview = (await town.Do<ReadPublication, Result<PublicationPreview>>(h => h.PreviewAsync(PublishingTown.Code, town.Author, default))).Value;
        Assert.Equal((untranslated, warned.Fields.Count), (preview.Head, preview.Findings.Findings.Count));
        Assert.True((await town.AskAsync(untranslated, acknowledged: [.. preview.Findings.Findings.Select(AskPublication.NameOf)])).IsOk);
    }

    [Fact]
    public async Task Only_the_head_is_asked_for_once_and_only_when_something_changed()
    {
        await using var town = await PublishingTown.FoundAsync();
        Assert.Equal(PublicationErrors.NothingChanged, (await town.AskAsync(1)).Error);
        await town.ReviseAsync(PublishingTown.WithField("age", "年齢層"));
        Assert.Equal(PublicationErrors.HeadMoved, (await town.AskAsync(1)).Error);
        Assert.Equal(DesignErrors.NotFound, (await town.AskAsync(2, by: town.OtherOffice)).Error);
        Assert.Equal(DesignErrors.AuthorNeeded, (await town.AskAsync(2, by: town.Approver)).Error);
        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => town.AskAsync(2))));
        Assert.Single(asked, a => a.IsOk);
        Assert.All(asked.Where(a => !a.IsOk), a => Assert.Equal(PublicationErrors.AlreadyAsked, a.Error));
    }

    [Fact]
    public async Task A_decision_about_a_request_that_somebody_else_handled_is_refused()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")))).Value;
        await town.OfficialAsync("chief", "publish", "planning");
        var decided = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => town.ApproveAsync(asked))));
        Assert.Single(decided, d => d.IsOk);
        Assert.All(decided.Where(d => !d.IsOk), d => Assert.Equal(PublicationErrors.ChangedMeanwhile, d.Error));
        Assert.Equal(2, (await town.RowsAsync<FormVersion>()).Count);
    }

    [Fact]
    public async Task Sending_back_needs_a_remark_and_the_author_reads_it_at_its_place()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")))).Value;
        Assert.Equal(PublicationErrors.RemarksNeeded, (await town.SendBackAsync(asked, new PublicationRemark("field/age", "  "))).Error);
        Assert.Equal(PublicationState.SentBack, (await town.SendBackAsync(asked, new PublicationRemark("field/age", "年齢は任意にしてください。"))).Value);
        var view = (await town.Do<ReadPublication, Result<PublicationView>>(h => h.HandleAsync(asked, town.Author, default))).Value;
        Assert.Equal([new PublicationRemark("field/age", "年齢は任意にしてください。")], view.Remarks);
        Assert.Equal(PublicationErrors.NotOpen(PublicationState.SentBack).Code, (await town.ApproveAsync(asked, version: 1)).Error!.Code);
        Assert.Single(await town.RowsAsync<FormVersion>());
        Assert.True((await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層（任意）")))).IsOk);
    }

    [Fact]
    public async Task A_version_for_later_is_published_when_its_time_has_come_once_though_many_workers_run()
    {
        await using var town = await PublishingTown.FoundAsync();
        var at = JapanTime.At(new DateOnly(2026, 12, 1), new TimeOnly(0, 0));
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")), at: at)).Value;
        Assert.Equal(PublicationState.Approved, (await town.ApproveAsync(asked)).Value);
        await town.SweepAsync();
        Assert.Single(await town.RowsAsync<FormVersion>());

        town.Clock.Advance(at - town.Clock.GetUtcNow());
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(town.SweepAsync)));
        await town.SweepAsync();
        Assert.Equal([1, 2], (await town.RowsAsync<FormVersion>()).Select(v => v.Number).Order());
        Assert.Equal(PublicationState.Published, (await town.RequestAsync(asked)).State);
        Assert.Single(await town.RowsAsync<ActEntry>(), a => a is { Kind: "procedure.published", ActorKind: ActorKind.System, Door: Door.Worker });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(366 * 24 * 60)]
    public async Task A_time_in_the_past_or_more_than_a_year_ahead_is_refused(int minutes)
    {
        await using var town = await PublishingTown.FoundAsync();
        var revision = await town.ReviseAsync(PublishingTown.WithField("age", "年齢層"));
        Assert.Equal(PublicationErrors.TimeRefused, (await town.AskAsync(revision, at: town.Clock.GetUtcNow().AddMinutes(minutes))).Error);
    }

    [Fact]
    public async Task What_is_approved_too_late_for_its_time_is_published_at_once()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")), at: town.Clock.GetUtcNow().AddHours(1))).Value;
        town.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(PublicationState.Published, (await town.ApproveAsync(asked)).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_approved_for_later_can_be_stopped_by_author_and_approver(bool byAuthor)
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")), at: town.Clock.GetUtcNow().AddHours(1))).Value;
        Task<Result<Done>> Stop(int version) => town.Do<WithdrawPublication, Result<Done>>(h => h.HandleAsync(asked, version, byAuthor ? town.Author : town.Approver, default));
        if (!byAuthor)
            Assert.Equal(DesignErrors.AuthorNeeded, (await Stop(0)).Error);
        await town.ApproveAsync(asked);
        Assert.Equal(PublicationErrors.ChangedMeanwhile, (await Stop(0)).Error);
        Assert.True((await Stop(1)).IsOk);
        town.Clock.Advance(TimeSpan.FromHours(2));
        await town.SweepAsync();
        Assert.Single(await town.RowsAsync<FormVersion>());
        Assert.Equal("wrong-status", (await Stop(2)).Error?.Code);
    }

    [Fact]
    public async Task An_older_version_published_again_is_a_new_version_with_its_files()
    {
        await using var town = await PublishingTown.FoundAsync();
        await town.ApproveAsync((await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")))).Value);
        var first = (await town.RowsAsync<FormVersion>()).Single(v => v.Number == 1);
        await town.ApproveAsync((await town.AskAsync(await town.ReviseAsync(VersionFiles.Of(first)))).Value);
        var third = (await town.RowsAsync<FormVersion>()).Single(v => v.Number == 3);
        Assert.True(VersionFiles.AreSame(VersionFiles.Of(first), VersionFiles.Of(third)));
        Assert.False(VersionFiles.AreSame(VersionFiles.Of(first), VersionFiles.Of((await town.RowsAsync<FormVersion>()).Single(v => v.Number == 2))));
        Assert.Equal(3, (await town.InForceAsync()).Number);
        Assert.Contains("年齢層", third.Changes);
        var versions = await town.Do<ListVersions, IReadOnlyList<VersionLine>>(h => h.HandleAsync(PublishingTown.Code, default));
        Assert.Equal([3, 2, 1], versions.Select(v => v.Number));
    }
}
