using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Worker.Tests;

/// <summary>The sweep runs when the test says so: the worker that would run it by itself is not started.</summary>
public sealed class StaffNoticeTests
{
    [Fact]
    public async Task Who_asked_for_it_gets_one_digest_of_what_is_new_in_the_own_offices_and_then_peace()
    {
        await using var city = await RunningWorker.StartAsync(start: false);
        var (own, other) = (await MemberAsync(city, "own", "planning"), await MemberAsync(city, "other", "waste"));
        await MemberAsync(city, "silent", "planning", asks: false);
        await city.SubmitAsync("秘密の意見です");
        await city.SubmitAsync();
        await RunAsync(city);
        await RunAsync(city);

        var mail = Assert.Single(await MailsAsync(city)).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains("own@staff.example", mail, StringComparison.Ordinal);
        Assert.Contains("2件", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", mail, StringComparison.Ordinal);

        await city.SubmitAsync();
        await RunAsync(city);
        Assert.Single(await MailsAsync(city));
        await city.InScopeAsync<AppDbContext, int>(db => db.Set<StaffMember>().Where(s => s.Id == own).ExecuteUpdateAsync(s => s.SetProperty(x => x.NoticeDueAt, DateTime.UtcNow.AddMinutes(-1))));
        await RunAsync(city);
        Assert.Equal(2, (await MailsAsync(city)).Count);
        Assert.Equal(DateTime.UtcNow, (await city.InScopeAsync<AppDbContext, StaffMember>(db => db.Set<StaffMember>().AsNoTracking().SingleAsync(s => s.Id == other))).NoticedAt, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_could_not_be_sent_is_sent_when_the_server_is_back()
    {
        await using var city = await RunningWorker.StartAsync(new() { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = Ports.FreePair().ToString(System.Globalization.CultureInfo.InvariantCulture) }, start: false);
        var id = await MemberAsync(city, "own", "planning");
        var since = (await city.InScopeAsync<AppDbContext, StaffMember>(db => db.Set<StaffMember>().AsNoTracking().SingleAsync(s => s.Id == id))).NoticedAt;
        await city.SubmitAsync();
        await RunAsync(city);
        var row = await city.InScopeAsync<AppDbContext, StaffMember>(db => db.Set<StaffMember>().AsNoTracking().SingleAsync(s => s.Id == id));
        Assert.Equal(since, row.NoticedAt);
        Assert.True(row.NoticeDueAt > DateTime.UtcNow);
    }

    [Fact]
    public async Task Who_is_asked_to_approve_and_whose_draft_was_sent_back_are_told_once()
    {
        await using var city = await RunningWorker.StartAsync(start: false);
        var (approver, drafter) = (await MemberAsync(city, "approver", "planning", kinds: ["approval"]), await MemberAsync(city, "drafter", "planning", kinds: ["sentback"]));
        await MemberAsync(city, "elsewhere", "waste", kinds: ["approval", "sentback"]);
        var submission = await city.SubmitAsync();
        var draft = new DecisionDraft
        {
            Id = Guid.CreateVersion7(), SubmissionId = submission.Id, Decision = SubmissionStatus.Granted, ContentCipher = [1], DrafterId = drafter, DrafterName = "起案者", DraftedAt = DateTime.UtcNow,
        };
        var step = new DecisionStep
        {
            Id = Guid.CreateVersion7(), DraftId = draft.Id, SubmissionId = submission.Id, Number = 0, Stage = 0, Key = "chief", Title = "係長", Role = "review", OfficeId = "planning",
            Queue = DecisionStep.QueueOf("planning", "review"), BarredId = drafter,
        };
        step.Open(DateTime.UtcNow);
        await SaveAsync(city, draft, step);
        await RunAsync(city);
        var asked = Assert.Single(await TextsAsync(city));
        Assert.Contains("approver@staff.example", asked, StringComparison.Ordinal);
        Assert.Contains("決裁を待つ起案　　　1件", asked, StringComparison.Ordinal);

        await city.InScopeAsync<AppDbContext, int>(async db =>
        {
            (await db.Set<DecisionStep>().SingleAsync()).Act(approves: false, (approver, "係長"), null, null, DateTime.UtcNow);
            (await db.Set<DecisionDraft>().SingleAsync()).Close(DecisionDraftState.SentBack, DateTime.UtcNow);
            return await db.SaveChangesAsync();
        });
        await RunAsync(city);
        var returned = Assert.Single(await TextsAsync(city), t => t != asked);
        Assert.Contains("drafter@staff.example", returned, StringComparison.Ordinal);
        Assert.Contains("差し戻された起案　　1件", returned, StringComparison.Ordinal);
        await RunAsync(city);
        Assert.Equal(2, (await TextsAsync(city)).Count);
    }

    private static Task<int> SaveAsync(RunningWorker city, params object[] rows) => city.InScopeAsync<AppDbContext, int>(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync();
    });

    private static async Task<List<string>> TextsAsync(RunningWorker city) =>
        (await MailsAsync(city)).ConvertAll(m => string.Join('\n', m.AsObject().Select(field => field.Value)));

    private static async Task<Guid> MemberAsync(RunningWorker city, string name, string offices, bool asks = true, IReadOnlyList<string>? kinds = null)
    {
        var id = Guid.CreateVersion7();
        await city.InScopeAsync<AppDbContext, int>(db =>
        {
            db.Add(new StaffMember { Id = id, Issuer = "https://idp.example", Subject = name, Name = name, Mail = $"{name}@staff.example", Roles = "review", Offices = offices });
            return db.SaveChangesAsync();
        });
        if (asks)
            await city.InScopeAsync<StaffNotices, bool>(async n =>
            {
                await n.SaveAsync(id, kinds ?? ["new", "returned", "message", "due", "unknown"], CancellationToken.None);
                return true;
            });
        return id;
    }

    private static Task<bool> RunAsync(RunningWorker city) => city.InScopeAsync<StaffNotices, bool>(async n =>
    {
        await n.RunAsync(CancellationToken.None);
        return true;
    });

    private static async Task<List<JsonNode>> MailsAsync(RunningWorker city) => [.. (await city.Http.GetFromJsonAsync<JsonNode>("/sandbox/api/mail"))!["items"]!.AsArray().Select(m => m!)];
}
