using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>A desk whose procedures have a route; the clerk drafts, chief and head approve.</summary>
internal sealed class RouteDesk : IAsyncDisposable
{
    public const string TwoSteps = """
        "decisionRoute":{"steps":[{"id":"chief","title":"係長","role":"review"},{"id":"head","title":"課長","role":"approve"}]}, "appeal":{"authority":"{{自治体名}}長"},
        """;

    private RouteDesk(ReviewDesk desk) => Desk = desk;

    public ReviewDesk Desk { get; }

    public required Act Clerk { get; init; }

    public required Act Chief { get; init; }

    public required Act Head { get; init; }

    public static async Task<RouteDesk> OpenAsync(string setting = TwoSteps)
    {
        var desk = await ReviewDesk.OpenAsync(setting);
        return new(desk)
        {
            Clerk = await desk.ClerkAsync("review", "residents"), Chief = await desk.ClerkAsync("review", "residents", "chief"), Head = await desk.ClerkAsync("approve", "residents", "head"),
        };
    }

    /// <returns>The receipt number of a case under review.</returns>
    public async Task<string> UnderReviewAsync(JsonObject? answers = null)
    {
        var number = await Desk.SubmitAsync(answers: answers);
        Assert.True((await Desk.StartAsync(number, Clerk)).IsOk);
        return number;
    }

    public async Task<string> DraftedAsync(SubmissionStatus decision = SubmissionStatus.Granted, string? reason = null, JsonObject? answers = null)
    {
        var number = await UnderReviewAsync(answers);
        var drafted = await Desk.DecideAsync(number, decision, reason, Clerk);
        Assert.True(drafted.IsOk, drafted.Error?.MessageEn);
        Assert.Equal(SubmissionStatus.UnderReview, drafted.Value);
        return number;
    }

    public Task<Result<SubmissionStatus>> ApproveAsync(string number, string step, Act act, string? remark = null) => ActAsync(number, step, act, approves: true, remark);

    public Task<Result<SubmissionStatus>> SendBackAsync(string number, string step, Act act, string? remark) => ActAsync(number, step, act, approves: false, remark);

    public Task<Result<SubmissionStatus>> TakeBackAsync(string number, Act act) => Desk.Do<TakeBackDecision, Result<SubmissionStatus>>(h => h.HandleAsync(number, act, default));

    public Task<Result<Done>> SeeAsync(string number, Act act) => Desk.Do<SeeDecision, Result<Done>>(h => h.HandleAsync(number, act, default));

    public Task<Result<Guid>> AwayAsync(Act absent, Act deputy, DateOnly from, DateOnly to, Act? by = null) => Desk.Do<Absences, Result<Guid>>(h =>
        h.EnterAsync(new(Guid.Parse(absent.ActorId!), Guid.Parse(deputy.ActorId!), from, to), by ?? absent, default));

    public async Task<IEnumerable<string>> WaitingAsync(Act act, Worklist list = Worklist.Approval) =>
        (await Desk.ListAsync(act, new ListSubmissionsRequest(list))).Value.Items.Select(i => i.ReceiptNumber);

    /// <summary>The steps of the newest draft, by key.</summary>
    public async Task<Dictionary<string, DecisionStep>> StepsAsync(string number)
    {
        var submission = await Desk.SubmissionAsync(number);
        return await Desk.Do<AppDbContext, Dictionary<string, DecisionStep>>(async db =>
        {
            var draft = await db.Set<DecisionDraft>().Where(d => d.SubmissionId == submission.Id).OrderByDescending(d => d.DraftedAt).ThenByDescending(d => d.Id).FirstAsync();
            return await db.Set<DecisionStep>().AsNoTracking().Where(s => s.DraftId == draft.Id).ToDictionaryAsync(s => s.Key);
        });
    }

    public async Task<DecisionDraftState> DraftStateAsync(string number)
    {
        var id = (await Desk.SubmissionAsync(number)).Id;
        return await Desk.Do<AppDbContext, DecisionDraftState>(async db => (await db.Set<DecisionDraft>().AsNoTracking().Where(d => d.SubmissionId == id).OrderByDescending(d => d.Id).FirstAsync()).State);
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private async Task<Result<SubmissionStatus>> ActAsync(string number, string step, Act act, bool approves, string? remark)
    {
        var id = (await StepsAsync(number))[step].Id;
        return await Desk.Do<ApproveDecision, Result<SubmissionStatus>>(h => h.HandleAsync(new(number, id, approves, remark), act, default));
    }
}
