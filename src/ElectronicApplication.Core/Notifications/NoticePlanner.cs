using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Notifications;

/// <summary>Plans, in the transaction of the fact, the mail that tells the applicant.</summary>
public sealed class NoticePlanner : IFactListener
{
    public IEnumerable<object> RowsFor(IFact fact)
    {
        // An applicant is not told of their own message, nor of a document that another one replaces.
        if (NoticeWords.Has(fact.GetType().Name) && fact is not (MessageSent { FromApplicant: true } or DocumentWithdrawn { Outcome: not "Withdrawn" }))
            yield return new Notice
            {
                Id = Guid.CreateVersion7(fact.OccurredAt), SubmissionId = fact.SubmissionId, Kind = fact.GetType().Name, FactId = fact.FactId,
                CreatedAt = fact.OccurredAt.UtcDateTime, DueAt = fact.OccurredAt.UtcDateTime,
            };
    }
}
