using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Review.Bulk;

/// <param name="Refusal">Why it cannot be done; null when it can.</param>
/// <param name="Words">What will be done.</param>
public sealed record BulkPreviewLine(string ReceiptNumber, string? ProcedureTitle, string? Words, string? Refusal, int Version, Guid? StepId);

/// <param name="RunId">Of the preview, so that a second press of the button makes no second run.</param>
public sealed record StartBulkRequest(Guid RunId, BulkKind Kind, string? Reason, IReadOnlyList<BulkTarget> Targets);

/// <summary>Says what would become of many cases, and writes down what is to be done with them.</summary>
public sealed class PlanBulk(IServiceScopeFactory scopes, AppDbContext db, Reviewers reviewers, TimeProvider time)
{
    public const int MaxCases = 500;
    private const string ReasonToCome = "…";

    public async Task<Result<IReadOnlyList<BulkPreviewLine>>> PreviewAsync(BulkKind kind, IReadOnlyList<string> numbers, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        // The reason is asked for with the preview, which needs none.
        if (Shape(kind, ReasonToCome, numbers.Count) is { } refused)
            return refused;
        List<BulkPreviewLine> lines = [];
        foreach (var number in numbers.Distinct())
        {
            // Everything that was prepared goes with its scope.
            await using var scope = scopes.CreateAsyncScope();
            var looked = await scope.ServiceProvider.GetRequiredService<BulkCase>().PrepareAsync(kind, ReasonToCome, new(number, null, null), act, cancel);
            lines.Add(looked.Error is { } error ? new(number, null, null, error.Message, 0, null)
                : new(number, looked.Value.ProcedureTitle, looked.Value.Words, null, looked.Value.Version, looked.Value.StepId));
        }
        return lines;
    }

    public async Task<Result<Guid>> StartAsync(StartBulkRequest request, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.MayOpen)
            return ReviewErrors.RoleNeeded("受付・審査・決裁", "receive, review or approve");
        var targets = request.Targets.DistinctBy(t => t.ReceiptNumber).Where(t => ReceiptNumber.Parse(t.ReceiptNumber) is not null).ToList();
        if (Shape(request.Kind, request.Reason, targets.Count) is { } refused)
            return refused;
        if (await db.Set<BulkRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RunId, cancel) is { } before)
            return before.StaffId == who.Value.Id ? before.Id : BulkErrors.NotFound;
        var now = time.GetUtcNow().UtcDateTime;
        db.Add(new BulkRun
        {
            Id = request.RunId, Kind = request.Kind, StaffId = who.Value.Id, StaffName = who.Value.Name, Reason = request.Kind == BulkKind.Refuse ? request.Reason?.Trim() : null, Total = targets.Count,
            CreatedAt = now, LeaseUntil = now,
        });
        db.AddRange(targets.Select((t, i) => new BulkItem { RunId = request.RunId, Number = i + 1, ReceiptNumber = ReceiptNumber.Parse(t.ReceiptNumber)!, SeenVersion = t.Version ?? 0, StepId = t.StepId }));
        db.Add(ActEntry.Of(act, "bulk.started", null, now, $"{request.Kind} {targets.Count} {request.RunId}", shownToApplicant: false));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Pressed twice at once: the other one has written it down.
            db.ChangeTracker.Clear();
            if (await db.Set<BulkRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RunId, cancel) is not { } other || other.StaffId != who.Value.Id)
                throw;
        }
        return request.RunId;
    }

    private static Error? Shape(BulkKind kind, string? reason, int count) =>
        count == 0 ? BulkErrors.NothingMarked
        : count > MaxCases ? BulkErrors.TooMany(MaxCases)
        : kind == BulkKind.Refuse ? DecideSubmission.Shape(new("", SubmissionStatus.Refused, reason, null))
        : null;
}
