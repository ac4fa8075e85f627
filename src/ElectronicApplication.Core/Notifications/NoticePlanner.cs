using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Notifications;

/// <summary>Plans, in the transaction of the fact, the mail that tells the applicant.</summary>
public sealed class NoticePlanner : IFactListener
{
    public IEnumerable<object> RowsFor(IFact fact)
    {
        if (fact is SubmissionReceived or ReviewStarted or CorrectionRequested or CorrectionReminded or CorrectionClosed or SubmissionCorrected or SubmissionDecided or SubmissionWithdrawn or PayoutSettled or PayoutFailed or FeeRequested or FeeReminded or DocumentIssued or DocumentWithdrawn { Outcome: "Withdrawn" } or MessageSent { FromApplicant: false })
            yield return new Notice
            {
                Id = Guid.CreateVersion7(fact.OccurredAt), SubmissionId = fact.SubmissionId, Kind = fact.GetType().Name, FactId = fact.FactId,
                CreatedAt = fact.OccurredAt.UtcDateTime, DueAt = fact.OccurredAt.UtcDateTime,
            };
    }
}
