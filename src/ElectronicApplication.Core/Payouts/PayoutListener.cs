using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Payouts;

/// <summary>Notes, in the transaction of the decision, that a granted submission is to be paid. How much is worked out by the sweep: the answers are encrypted.</summary>
public sealed class PayoutListener(ProcedureCatalog catalog) : IFactListener
{
    public IEnumerable<object> RowsFor(IFact fact)
    {
        if (fact is SubmissionDecided { Decision: nameof(SubmissionStatus.Granted) } decided && catalog.Version(decided.FormVersionId).Procedure.Payout is not null)
            yield return new Payout
            {
                Id = Guid.CreateVersion7(fact.OccurredAt), SubmissionId = fact.SubmissionId, ReceiptNumber = fact.ReceiptNumber, ProcedureCode = fact.ProcedureCode,
                FormVersionId = decided.FormVersionId, CreatedAt = fact.OccurredAt.UtcDateTime,
            };
    }
}
