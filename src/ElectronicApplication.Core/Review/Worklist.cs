using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <summary>The lists of a clerk's day. Each is one range of one index, so that a page costs the same however much lies before it.</summary>
public enum Worklist
{
    /// <summary>Everything that is not decided or withdrawn.</summary>
    Open,
    /// <summary>Arrived, and nobody has taken it on.</summary>
    New,
    /// <summary>Taken on by whoever asks.</summary>
    Mine,
    UnderReview,
    /// <summary>決裁待ち: a drafted decision waits for whoever asks, or for somebody absent whom they stand in for. Of other offices too.</summary>
    Approval,
    /// <summary>差戻し: drafted by whoever asks, and sent back.</summary>
    SentBack,
    /// <summary>後閲: decided in the absence of whoever asks, and not looked at yet. Of other offices too.</summary>
    SeeAfter,
    /// <summary>Waiting for the applicant's correction.</summary>
    Correction,
    /// <summary>A fee that is due before it counts as arrived.</summary>
    Payment,
    /// <summary>Granted, and the fee that is due after the review is not paid.</summary>
    Fee,
    /// <summary>The applicant has written, and nobody has answered.</summary>
    Message,
    /// <summary>A core system has refused it, has not finished it in time, or proposes something.</summary>
    CoreSystem,
    /// <summary>宛名の確認: a core system is not sure who the person is.</summary>
    Resident,
    /// <summary>The deadline is near, or over.</summary>
    Due,
    Overdue,
    Decided,
    Withdrawn,
    All,
}

public enum WorklistOrder { OldestFirst, NewestFirst, ByDeadline }

internal static class Worklists
{
    /// <summary>Near enough to be told.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(3);

    /// <summary>A core system that takes longer is asked about.</summary>
    public static readonly TimeSpan SystemPatience = TimeSpan.FromDays(1);

    public static IQueryable<Submission> Of(this IQueryable<Submission> all, Worklist list, Guid me, DateTime now, AppDbContext db) => list switch
    {
        Worklist.Open => all.Where(s => !s.IsClosed),
        Worklist.New => all.Where(s => s.Status == SubmissionStatus.Received && s.AssigneeId == null),
        Worklist.Mine => all.Where(s => s.AssigneeId == me && !s.IsClosed),
        Worklist.UnderReview => all.Where(s => s.Status == SubmissionStatus.UnderReview),
        Worklist.Correction => all.Where(s => s.Status == SubmissionStatus.CorrectionRequested),
        Worklist.Payment => all.Where(s => s.Status == SubmissionStatus.AwaitingPayment),
        Worklist.Fee => all.Where(s => db.Set<Payment>().Where(p => (p.Status == PaymentStatus.Due || p.Status == PaymentStatus.Pending) && p.DueAt != null).Select(p => p.SubmissionId).Contains(s.Id)),
        Worklist.Message => all.Where(s => db.Set<CaseMessage>().Where(m => m.FromApplicant && m.HandledAt == null).Select(m => m.SubmissionId).Contains(s.Id)),
        Worklist.CoreSystem => OfCoreSystems(all, now - SystemPatience, db),
        Worklist.Resident => all.Where(s => db.Set<CoreReport>().Where(r => r.State == CoreReportState.Open && r.Kind == ReportKind.Person).Select(r => r.SubmissionId).Contains(s.Id)),
        Worklist.Due => Until(all, now + Soon),
        Worklist.Overdue => Until(all, now),
        Worklist.Decided => all.Where(s => s.Status == SubmissionStatus.Granted || s.Status == SubmissionStatus.Refused || s.Status == SubmissionStatus.Dismissed),
        Worklist.Withdrawn => all.Where(s => s.Status == SubmissionStatus.Withdrawn),
        _ => all,
    };

    /// <summary>One set of ids, so that the submissions are looked up by them and not gone through.</summary>
    private static IQueryable<Submission> OfCoreSystems(IQueryable<Submission> all, DateTime late, AppDbContext db)
    {
        DeliveryStatus[] unfinished = [DeliveryStatus.Pending, DeliveryStatus.InFlight, DeliveryStatus.Retrying, DeliveryStatus.AcceptedLater];
        var ids = db.Set<Delivery>().Where(d => d.Status == DeliveryStatus.Refused || unfinished.Contains(d.Status) && d.CreatedAt < late).Select(d => (Guid?)d.SubmissionId)
            .Concat(db.Set<CoreReport>().Where(r => r.State == CoreReportState.Open && r.Kind != ReportKind.Person).Select(r => r.SubmissionId));
        return all.Where(s => ids.Contains(s.Id));
    }

    /// <summary>Work is taken up by its deadline or from the oldest; what is done is looked up from the newest.</summary>
    public static WorklistOrder Order(this Worklist list) => list switch
    {
        Worklist.Due or Worklist.Overdue => WorklistOrder.ByDeadline,
        Worklist.Decided or Worklist.Withdrawn or Worklist.All => WorklistOrder.NewestFirst,
        _ => WorklistOrder.OldestFirst,
    };

    private static IQueryable<Submission> Until(IQueryable<Submission> all, DateTime moment) =>
        all.Where(s => !s.IsClosed && s.DueAt <= moment && s.Status != SubmissionStatus.CorrectionRequested);
}
