using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Designs;

/// <summary>What is published is what was shown and approved, by somebody who had no hand in it.</summary>
public sealed class ApprovalTests
{
    [Fact]
    public async Task Published_files_read_as_a_person_would_write_them()
    {
        await using var town = await PublishingTown.FoundAsync();
        await town.ApproveAsync((await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")))).Value);
        var form = Encoding.UTF8.GetString((await town.RowsAsync<FormVersion>()).Single(v => v.Number == 2).FormJson);
        Assert.Contains("\"ja\": \"年齢層\"", form);
        Assert.Contains("\n  \"pages\": [\n", form);
    }

    [Fact]
    public async Task The_public_reads_what_changed_for_it_and_nothing_of_the_office()
    {
        await using var town = await PublishingTown.FoundAsync();
        var files = PublishingTown.Edited(PublishingTown.WithField("age", "年齢層"), form => form["pages"]![0]!["title"] = new JsonObject { ["ja"] = "ご意見の内容", ["ja-easy"] = "意見", ["en"] = "Your opinion" });
        var procedure = JsonNode.Parse(files.Procedure.Span)!.AsObject();
        procedure["identityReason"] = "だれの意見かを確かめる必要がないため（庁内の覚え）。";
        var mapping = JsonNode.Parse(files.Mapping!.Value.Span)!.AsObject();
        mapping["targets"]![0]!["system"] = "another-system";
        files = files with { Procedure = Encoding.UTF8.GetBytes(procedure.ToJsonString()), Mapping = Encoding.UTF8.GetBytes(mapping.ToJsonString()) };
        var asked = await town.AskAsync(await town.ReviseAsync(files));
        Assert.True(asked.IsOk, string.Join(' ', asked.Error?.Fields.Select(f => $"{f.Path} {f.MessageEn}") ?? []));
        Assert.True((await town.ApproveAsync(asked.Value)).IsOk);
        var changes = (await town.RowsAsync<FormVersion>()).Single(v => v.Number == 2).Changes;
        Assert.Contains("項目を追加: 年齢層", changes);
        Assert.Contains("ご意見の内容", changes);
        Assert.DoesNotContain("連携", changes);
        Assert.DoesNotContain("本人確認の理由", changes);
    }

    [Fact]
    public async Task An_approval_holds_only_against_the_version_that_it_was_compared_with()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")))).Value;
        await town.ImportAsync(PublishingTown.WithField("job", "職業"));
        Task<Result<PublicationState>> Approve(int seen) => town.Do<DecidePublication, Result<PublicationState>>(h => h.HandleAsync(new(asked, true, [], 0, seen), town.Approver, default));
        Assert.Equal(PublicationErrors.PublishedMoved, (await Approve(1)).Error);
        Assert.Equal(PublicationState.Asked, (await town.RequestAsync(asked)).State);
        Assert.Equal(PublicationState.Published, (await Approve(2)).Value);
        Assert.Equal(3, (await town.InForceAsync()).Number);
    }

    [Fact]
    public async Task What_was_approved_for_later_goes_back_when_another_version_was_published_meanwhile()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")), at: town.Clock.GetUtcNow().AddHours(1))).Value;
        await town.ApproveAsync(asked);
        await town.ImportAsync(PublishingTown.WithField("job", "職業"));
        town.Clock.Advance(TimeSpan.FromHours(2));
        await town.SweepAsync();
        var request = await town.RequestAsync(asked);
        Assert.Equal(PublicationState.SentBack, request.State);
        Assert.Contains(PublicationErrors.PublishedMoved.Message, Assert.Single(PublicationRemark.Read(request.Remarks)).Text);
        Assert.Equal(2, (await town.InForceAsync()).Number);
    }

    [Fact]
    public async Task One_request_that_cannot_be_handled_does_not_keep_the_others_from_being_published()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")), at: town.Clock.GetUtcNow().AddHours(1))).Value;
        await town.ApproveAsync(asked);
        await DamagedAsync(town);
        town.Clock.Advance(TimeSpan.FromHours(2));
        await town.SweepAsync();
        Assert.Equal(PublicationState.Published, (await town.RequestAsync(asked)).State);
    }

    [Fact]
    public async Task A_request_that_can_never_be_handled_goes_back_to_its_author_and_is_not_tried_again()
    {
        await using var town = await PublishingTown.FoundAsync();
        await DamagedAsync(town);
        town.Clock.Advance(TimeSpan.FromHours(2));
        await town.SweepAsync();
        await town.SweepAsync();
        var request = Assert.Single(await town.RowsAsync<PublicationRequest>());
        Assert.Equal((PublicationState.SentBack, (Guid?)null), (request.State, request.OpenDesignId));
        Assert.StartsWith("公開できませんでした。", Assert.Single(PublicationRemark.Read(request.Remarks)).Text, StringComparison.Ordinal);
        Assert.Single(await town.RowsAsync<ActEntry>(), a => a is { Kind: "publication.failed", ActorKind: ActorKind.System });
    }

    [Fact]
    public async Task What_fails_because_the_database_is_away_is_tried_again()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")), at: town.Clock.GetUtcNow().AddHours(1))).Value;
        await town.ApproveAsync(asked);
        town.Clock.Advance(TimeSpan.FromHours(2));
        Task<int> Run(string sql) => town.Do<AppDbContext, int>(db => db.Database.ExecuteSqlRawAsync(sql));
        await Run("""ALTER TABLE "DesignRevisions" RENAME TO "Away" """);
        await town.SweepAsync();
        Assert.Equal(PublicationState.Approved, (await town.RequestAsync(asked)).State);
        await Run("""ALTER TABLE "Away" RENAME TO "DesignRevisions" """);
        await town.SweepAsync();
        Assert.Equal(PublicationState.Published, (await town.RequestAsync(asked)).State);
    }

    [Fact]
    public async Task Who_made_what_was_put_back_does_not_approve_it()
    {
        await using var town = await PublishingTown.FoundAsync();
        var own = await town.ReviseAsync(PublishingTown.WithField("age", "年齢層"), town.SecondAuthor);
        await town.ReviseAsync(PublishingTown.WithField("age", "年代"), town.Author);
        await town.ApproveAsync((await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("job", "職業")))).Value);
        await town.Do<RestoreRevision, Result<EditedDesign>>(async h => await h.HandleAsync(PublishingTown.Code, own, await town.StampAsync(), town.Author, default));
        var asked = (await town.AskAsync((await town.StampAsync()).Head)).Value;
        Assert.Equal(PublicationErrors.OwnWork, (await town.ApproveAsync(asked, town.SecondAuthor)).Error);
        Assert.True((await town.ApproveAsync(asked)).IsOk);
    }

    [Fact]
    public async Task Who_undid_or_redid_chose_what_stands_and_does_not_approve_it()
    {
        await using var town = await PublishingTown.FoundAsync();
        await town.ReviseAsync(PublishingTown.WithField("age", "年齢層"));
        await town.ReviseAsync(PublishingTown.WithField("age", "年代"));
        Assert.True((await town.Do<EditDesign, Result<EditedDesign>>(async h => await h.UndoAsync(PublishingTown.Code, await town.StampAsync(), town.SecondAuthor, default))).IsOk);
        var asked = (await town.AskAsync(2)).Value;
        Assert.Equal(PublicationErrors.OwnWork, (await town.ApproveAsync(asked, town.SecondAuthor)).Error);
        Assert.True((await town.ApproveAsync(asked)).IsOk);

        // That is settled with the publication.
        town.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await town.ApproveAsync((await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "ご年代")))).Value, town.SecondAuthor)).IsOk);
    }

    [Fact]
    public async Task Only_warnings_of_the_check_are_kept_as_acknowledged()
    {
        await using var town = await PublishingTown.FoundAsync();
        var asked = (await town.AskAsync(await town.ReviseAsync(PublishingTown.WithField("age", "年齢層")), acknowledged: [new string('x', 100_000)])).Value;
        Assert.Equal("", (await town.RequestAsync(asked)).AcknowledgedWarnings);
    }

    /// <summary>A request of another procedure, due first, whose revision nobody can read.</summary>
    private static Task<int> DamagedAsync(PublishingTown town) => town.Do<AppDbContext, int>(async db =>
    {
        var now = town.Clock.GetUtcNow().UtcDateTime;
        var design = Guid.CreateVersion7(now);
        var (author, approver) = (Guid.Parse(town.Author.ActorId!), new Reviewer(Guid.Parse(town.Approver.ActorId!), "原 大輔", FrozenSet<string>.Empty, FrozenSet<string>.Empty));
        db.Add(new ProcedureDesign { Id = design, ProcedureCode = "damaged", Title = "壊れた手続", Office = "planning", Head = 1, LastRevision = 1, CreatedAt = now, UpdatedAt = now, UpdatedBy = author.ToString() });
        db.Add(new DesignRevision { DesignId = design, Number = 1, Parent = null, Content = [1, 2, 3], Summary = "開始", At = now, StaffId = author, StaffName = "森 あかり" });
        var request = new PublicationRequest
        {
            Id = Guid.CreateVersion7(now), DesignId = design, ProcedureCode = "damaged", Office = "planning", Revision = 1, AskedById = author, AskedBy = "森 あかり", AskedAt = now,
            PublishAt = now.AddMinutes(1), Policy = MidFormPolicy.Finish,
        };
        request.Ask();
        Assert.Null(request.Approve(approver, 0, now));
        db.Add(request);
        return await db.SaveChangesAsync();
    });
}
