using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms.Mapping;

namespace ElectronicApplication.Core.Deliveries;

/// <summary>Plans, in the transaction of the fact, what each core system of the procedure's mapping is to be told.</summary>
public sealed class DeliveryPlanner(ProcedureCatalog catalog) : IFactListener
{
    public IEnumerable<object> RowsFor(IFact fact) => fact switch
    {
        SubmissionReceived f => Plan(f, f.FormVersionId, DeliveryKind.Submission, MappingOccasion.Submission, order: 1),
        SubmissionCorrected f => Plan(f, f.FormVersionId, DeliveryKind.Correction, MappingOccasion.Correction, order: 1 + f.Revision),
        SubmissionDecided f => Plan(f, f.FormVersionId, DeliveryKind.Decision, MappingOccasion.Decision, Delivery.Last - 1),
        SubmissionWithdrawn { WasReceived: true } f => Plan(f, f.FormVersionId, DeliveryKind.Withdrawal, MappingOccasion.Withdrawal, Delivery.Last),
        _ => [],
    };

    private IEnumerable<object> Plan(IFact fact, Guid formVersionId, DeliveryKind kind, MappingOccasion occasion, int order)
    {
        foreach (var target in catalog.Version(formVersionId).Mapping.Targets.Where(t => t.IsToldOf(occasion)))
        {
            yield return new Delivery
            {
                Id = Guid.CreateVersion7(fact.OccurredAt), SubmissionId = fact.SubmissionId, ReceiptNumber = fact.ReceiptNumber, ProcedureCode = fact.ProcedureCode,
                FormVersionId = formVersionId, Target = target.System, Kind = kind, Order = order, ExternalId = fact.SubmissionId.ToString("N"),
                CreatedAt = fact.OccurredAt.UtcDateTime, DueAt = fact.OccurredAt.UtcDateTime,
                RetryUntil = fact.OccurredAt.UtcDateTime + Delivery.Patience,
            };
        }
    }
}
