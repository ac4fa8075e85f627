namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>Money back, whole or in part, never more than was paid.</summary>
internal sealed class Refunds(StripeLedger ledger)
{
    public (Refund Refund, StripeChange Change) Create(StripeForm form, string? idempotencyKey)
    {
        form.AllowOnly("payment_intent", "charge", "amount", "reason", "metadata", "instructions_email", "expand");
        var charge = FindCharge(form);
        if (charge.Status != "succeeded")
        {
            throw new StripeError($"Charge {charge.Id} has not succeeded and cannot be refunded.") { Param = "charge" };
        }
        var left = charge.Amount - charge.AmountRefunded;
        if (left == 0)
        {
            throw new StripeError($"Charge {charge.Id} has already been refunded.") { Code = "charge_already_refunded" };
        }
        var amount = form.Integer("amount") ?? left;
        if (amount <= 0 || amount > left)
        {
            throw new StripeError($"Refund amount (¥{amount}) is greater than unrefunded amount on charge (¥{left}), or not positive.") { Code = "amount_too_large", Param = "amount" };
        }
        if (form.Text("reason") is { } reason && reason is not ("duplicate" or "fraudulent" or "requested_by_customer"))
        {
            throw new StripeError($"Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer") { Param = "reason" };
        }
        // A payer at the convenience store has no card to refund to: the provider asks them for a bank account first.
        var byStore = ledger.Intents[charge.PaymentIntent].LatestCharge == charge.Id && charge.PaymentMethodDetails.GetProperty("type").GetString() == "konbini";
        var refund = new Refund
        {
            Id = StripeLedger.NewId("re_"),
            Amount = amount,
            Charge = charge.Id,
            Created = ledger.Now,
            Currency = charge.Currency,
            Metadata = form.Map("metadata"),
            PaymentIntent = charge.PaymentIntent,
            Reason = form.Text("reason"),
            Status = byStore ? "requires_action" : "succeeded",
        };
        var refunded = charge with { AmountRefunded = charge.AmountRefunded + amount, Refunded = amount == left };
        return (refund, new()
        {
            Refund = refund,
            Charge = refunded,
            Events = [ledger.NewEvent("refund.created", refund, idempotencyKey), ledger.NewEvent("charge.refunded", refunded, idempotencyKey)],
        });
    }

    /// <summary>The payer has named an account, or has not answered in time and keeps a claim.</summary>
    public Task Finish(Refund refund, bool paidOut)
    {
        var finished = refund with { Status = paidOut ? "succeeded" : "failed" };
        var charge = ledger.Charges[refund.Charge];
        var after = paidOut ? charge : charge with { AmountRefunded = charge.AmountRefunded - refund.Amount, Refunded = false };
        return ledger.Commit(new()
        {
            Refund = finished,
            Charge = after,
            Events = [ledger.NewEvent("refund.updated", finished), .. paidOut ? [] : new[] { ledger.NewEvent("refund.failed", finished) }],
        });
    }

    private Charge FindCharge(StripeForm form)
    {
        if (form.Text("charge") is { } chargeId)
        {
            return ledger.Charges.GetValueOrDefault(chargeId) ?? throw StripeError.Missing("charge", chargeId, "charge");
        }
        var intentId = form.Required("payment_intent");
        var intent = ledger.Intents.GetValueOrDefault(intentId) ?? throw StripeError.Missing("payment_intent", intentId, "payment_intent");
        return intent.LatestCharge is { } latest
            ? ledger.Charges[latest]
            : throw new StripeError($"This PaymentIntent ({intentId}) does not have a successful charge to refund.") { Param = "payment_intent" };
    }
}
