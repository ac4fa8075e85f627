using System.Collections.Frozen;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <summary>A staff member with the rights that the last sign-in brought.</summary>
public sealed record Reviewer(Guid Id, string Name, FrozenSet<string> Roles, FrozenSet<string> Offices)
{
    public bool SeesEveryOffice => Offices.Contains("*");

    /// <summary>Codes of the only procedures of those offices that they work on; empty for all of them.</summary>
    public FrozenSet<string> Procedures { get; init; } = FrozenSet<string>.Empty;

    public bool Sees(string office) => SeesEveryOffice || Offices.Contains(office);

    public bool Handles(string procedure) => Procedures.Count == 0 || Procedures.Contains(procedure);

    public bool Sees(string office, string procedure) => Sees(office) && Handles(procedure);

    public bool Sees(Submission submission) => Sees(submission.OfficeId, submission.ProcedureCode);

    /// <summary>The submissions of the own offices and procedures.</summary>
    internal IQueryable<Submission> Of(IQueryable<Submission> all)
    {
        if (Procedures.Count > 0)
        {
            var procedures = Procedures.ToArray();
            all = all.Where(s => procedures.Contains(s.ProcedureCode));
        }
        if (SeesEveryOffice)
            return all;
        if (Offices.Count != 1)
        {
            var offices = Offices.ToArray();
            return all.Where(s => offices.Contains(s.OfficeId));
        }
        // One office is one range of an index; several are several.
        var office = Offices.Items[0];
        return all.Where(s => s.OfficeId == office);
    }

    public bool Is(params ReadOnlySpan<string> anyOf)
    {
        foreach (var role in anyOf)
            if (Roles.Contains(role))
                return true;
        return false;
    }

    /// <summary>May see submissions of the own offices at all.</summary>
    public bool MayOpen => Is(StaffRoles.Receive, StaffRoles.Review, StaffRoles.Approve, StaffRoles.Issue);

    /// <summary>May take in paper, at the counter and from files.</summary>
    public bool MayReceive => Is(StaffRoles.Receive);

    public bool MayStartReview => Is(StaffRoles.Receive, StaffRoles.Review);

    public bool MayAskCorrection => Is(StaffRoles.Review);

    /// <summary>起案: proposes what others of the route approve.</summary>
    public bool MayDraftDecision => Is(StaffRoles.Review, StaffRoles.Approve);

    /// <summary>宛名の確認: may say which resident the holder of a certificate is.</summary>
    public bool MayResolvePerson => Is(StaffRoles.Review);

    public bool MayDecide => Is(StaffRoles.Approve);

    /// <summary>May issue, print, post and withdraw notices and certificates.</summary>
    public bool MayIssue => Is(StaffRoles.Issue);

    /// <summary>May build and change forms of the own offices.</summary>
    public bool MayDesign => Is(StaffRoles.Author, StaffRoles.Administer);

    /// <summary>May approve what another person built.</summary>
    public bool MayPublish => Is(StaffRoles.Publish);

    public bool MayOperate => Is(StaffRoles.Operate, StaffRoles.Administer);

    /// <summary>May take files with personal data out of the system, with a reason.</summary>
    public bool MayExport => Is(StaffRoles.Export);

    public Act Act(Door door = Door.Staff) => new(ActorKind.Staff, Id.ToString(), Name, door);

    internal static Reviewer Of(StaffMember row) => new(row.Id, row.Name, Words(row.Roles), Words(row.Offices)) { Procedures = Words(row.Procedures) };

    private static FrozenSet<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}

/// <summary>
/// Who stands behind an act, read from the row and never from what the caller claims: rights that were taken away end with the next request.
/// </summary>
public sealed class Reviewers(AppDbContext db)
{
    public async Task<Reviewer?> FindAsync(Guid id, CancellationToken cancel) =>
        await db.Set<StaffMember>().FindAsync([id], cancel) is { } row ? Reviewer.Of(row) : null;

    internal async Task<Result<Reviewer>> OfAsync(Act act, CancellationToken cancel)
    {
        if (act.ActorKind == ActorKind.Staff && Guid.TryParse(act.ActorId, out var id) && await FindAsync(id, cancel) is { } reviewer)
            return reviewer;
        return ReviewErrors.NotStaff;
    }

    /// <summary>The case of a number as typed, for whoever's office is in charge of it, with who asks.</summary>
    /// <param name="toChange">The row is tracked.</param>
    internal async Task<Result<(Submission Submission, Reviewer Who)>> CaseAsync(string receiptNumber, Act act, bool toChange, CancellationToken cancel)
    {
        var who = await OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        var found = Authorise(who.Value, await ByNumberAsync(receiptNumber, toChange, cancel));
        return found.Error is { } hidden ? hidden : (found.Value, who.Value);
    }

    internal async Task<Submission?> ByNumberAsync(string receiptNumber, bool toChange, CancellationToken cancel)
    {
        var number = ReceiptNumber.Parse(receiptNumber);
        var all = toChange ? db.Set<Submission>() : db.Set<Submission>().AsNoTracking();
        return await all.SingleOrDefaultAsync(s => s.ReceiptNumber == number, cancel);
    }

    /// <summary>The submission, when the reviewer's office is in charge of it; otherwise it does not exist for them.</summary>
    internal static Result<Submission> Authorise(Reviewer reviewer, Submission? submission) =>
        !reviewer.MayOpen ? ReviewErrors.RoleNeeded("受付・審査・決裁", "receive, review or approve")
        : submission is null || !reviewer.Sees(submission) ? ReviewErrors.NotFound
        : submission.ErasedAt is not null ? SubmissionErrors.Erased
        : submission;
}
