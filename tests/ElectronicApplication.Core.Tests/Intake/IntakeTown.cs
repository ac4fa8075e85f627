using System.Text.Json.Nodes;
using ElectronicApplication.Core.Intake;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Intake;

/// <summary>A town whose clerks take in paper, drafts at the counter and files.</summary>
internal sealed class IntakeTown : IAsyncDisposable
{
    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private IntakeTown(SubmissionTown town, Act clerk) => (Town, Clerk) = (town, clerk);

    public SubmissionTown Town { get; }

    /// <summary>Receives for the office of the procedures.</summary>
    public Act Clerk { get; }

    public static DateOnly Today => new(2026, 4, 1);

    public static async Task<IntakeTown> FoundAsync()
    {
        var town = await SubmissionTown.FoundAsync(services => services.AddScoped<SignInStaff>().AddScoped<FindPayment>().AddReview().AddIntake());
        return new(town, await SignInAsync(town, "receive", "residents", "clerk"));
    }

    public Task<Act> SignInAsync(string roles, string offices) => SignInAsync(Town, roles, offices, roles + offices);

    public Task<TResult> Do<THandler, TResult>(Func<THandler, Task<TResult>> work)
        where THandler : notnull => Town.Do(work);

    public Task<Result<Guid>> PaperAsync(DateOnly? arrived = null, Act? act = null, string procedure = SubmissionTown.Open, params ScanFile[] scans) =>
        Do<StartPaper, Result<Guid>>(h => h.HandleAsync(new(procedure, arrived ?? Today, scans), act ?? Clerk, default));

    public Task<Result<OpenedIntake>> OpenAsync(Guid id, Act? act = null) => Do<IntakeDesk, Result<OpenedIntake>>(h => h.OpenAsync(id, act ?? Clerk, default));

    public async Task<Result<OpenedDraft>> KeyAsync(Guid id, JsonObject answers, IntakeNotes? notes = null, DateOnly? arrived = null) =>
        await Do<KeyIntake, Result<OpenedDraft>>(async h => await h.HandleAsync(new(id, (await OpenAsync(id)).Value.Draft.Revision, "w", answers, arrived, notes ?? IntakeNotes.Empty), Clerk, default));

    public Task<Result<ReceivedIntake>> ReceiveAsync(Guid id, bool asItIs = false, Act? act = null) => Do<ReceiveIntake, Result<ReceivedIntake>>(h => h.HandleAsync(new(id, asItIs), act ?? Clerk, default));

    public Task<Submission> SubmissionAsync(string number) => Do<AppDbContext, Submission>(db => db.Set<Submission>().AsNoTracking().SingleAsync(s => s.ReceiptNumber == number));

    public async Task<OpenedSubmission> OpenedAsync(string number)
    {
        var submission = await SubmissionAsync(number);
        return await Do<SubmissionReader, OpenedSubmission>(r => r.OpenAsync(submission, default));
    }

    public ValueTask DisposeAsync() => Town.DisposeAsync();

    private static async Task<Act> SignInAsync(SubmissionTown town, string roles, string offices, string subject) => (await town.Do<SignInStaff, Result<StaffSession>>(s =>
        s.HandleAsync(new IdTokenClaims("https://idp.example", subject, "南 香織", roles.Split(' '), offices.Split(' ')), default))).Value.Reviewer.Act();
}
