namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>The life of a Checkout Session: opened, paid at once or later, declined, expired. Each act is one change with its events.</summary>
internal sealed class Checkout(StripeLedger ledger, Func<Uri> address)
{
    private const int SmallestAmount = 50;
    private const long LargestAmount = 99_999_999;

    /// <summary>Call under the ledger's gate, as every other act here.</summary>
    public (CheckoutSession Session, StripeChange Change) Open(StripeForm form)
    {
        form.AllowOnly(
            "mode", "line_items", "payment_method_types", "payment_method_options", "success_url", "cancel_url", "client_reference_id", "metadata",
            "customer_email", "expires_at", "payment_intent_data", "locale", "submit_type", "expand", "billing_address_collection", "customer_creation",
            "custom_text", "phone_number_collection", "invoice_creation", "ui_mode");
        if (form.Required("mode") != "payment")
        {
            throw new StripeError("This sandbox knows only mode=payment.") { Param = "mode" };
        }
        var items = ReadItems(form);
        var total = items.Sum(item => item.AmountUnit * item.Quantity);
        if (total < SmallestAmount)
        {
            throw new StripeError($"The Checkout Session's total amount due must add up to at least ¥{SmallestAmount}.") { Code = "amount_too_small" };
        }
        if (total > LargestAmount)
        {
            throw new StripeError("The Checkout Session's total amount due is too large.") { Code = "amount_too_large" };
        }
        var now = ledger.Now;
        var expires = form.Integer("expires_at") ?? now + (24 * 3600);
        if (expires < now + (30 * 60) - 5 || expires > now + (24 * 3600) + 5)
        {
            throw new StripeError("The `expires_at` timestamp must be from 30 minutes to 24 hours after Checkout Session creation.") { Param = "expires_at" };
        }
        var methods = form.List("payment_method_types");
        if (methods.FirstOrDefault(method => method is not ("card" or "konbini")) is { } unknown)
        {
            throw new StripeError($"Invalid payment_method_types: this sandbox has card and konbini, not {unknown}.") { Param = "payment_method_types" };
        }
        var id = StripeLedger.NewId("cs_test_");
        var session = new CheckoutSession
        {
            Id = id,
            AmountSubtotal = total,
            AmountTotal = total,
            CancelUrl = WebAddress(form, "cancel_url", required: false),
            ClientReferenceId = form.Text("client_reference_id"),
            Created = now,
            Currency = "jpy",
            CustomerEmail = form.Text("customer_email"),
            ExpiresAt = expires,
            Locale = form.Text("locale"),
            Metadata = form.Map("metadata"),
            PaymentMethodTypes = methods.Count > 0 ? methods : ["card", "konbini"],
            PaymentStatus = "unpaid",
            Status = "open",
            SuccessUrl = WebAddress(form, "success_url", required: true)!,
            Url = new Uri(address(), "/checkout/" + id).AbsoluteUri,
        };
        // The payment that the session will make; like Stripe, the session names it only once the payer has acted.
        var intent = new PaymentIntent
        {
            Id = StripeLedger.NewId("pi_"),
            Amount = total,
            AmountReceived = 0,
            Created = now,
            Currency = "jpy",
            Description = form.Text("payment_intent_data[description]"),
            Metadata = form.Map("payment_intent_data[metadata]"),
            PaymentMethodTypes = session.PaymentMethodTypes,
            Status = "requires_payment_method",
        };
        return (session, new() { Session = session, Items = items, Intent = intent });
    }

    private static LineItem[] ReadItems(StripeForm form)
    {
        var items = new List<LineItem>();
        for (var index = 0; form.Has($"line_items[{index}]") && index < 100; index++)
        {
            var item = $"line_items[{index}]";
            if (!string.Equals(form.Required($"{item}[price_data][currency]"), "jpy", StringComparison.OrdinalIgnoreCase))
            {
                throw new StripeError("This sandbox knows only jpy.") { Param = $"{item}[price_data][currency]" };
            }
            var unit = form.Integer($"{item}[price_data][unit_amount]")
                ?? throw new StripeError("Missing required param: unit_amount.") { Code = "parameter_missing", Param = $"{item}[price_data][unit_amount]" };
            var quantity = form.Integer($"{item}[quantity]") ?? 1;
            if (unit is < 0 or > LargestAmount || quantity is < 1 or > 10_000)
            {
                throw new StripeError("Invalid amount or quantity.") { Param = item };
            }
            items.Add(new(form.Required($"{item}[price_data][product_data][name]"), unit, quantity));
        }
        return items.Count > 0 ? [.. items] : throw new StripeError("Missing required param: line_items.") { Code = "parameter_missing", Param = "line_items" };
    }

    private static string? WebAddress(StripeForm form, string name, bool required)
    {
        var text = required ? form.Required(name) : form.Text(name);
        if (text is not null && !(Uri.TryCreate(text.Replace("{CHECKOUT_SESSION_ID}", "id", StringComparison.Ordinal), UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
        {
            throw new StripeError("Not a valid URL") { Code = "url_invalid", Param = name };
        }
        return text;
    }

    public Task PayByCard(CheckoutSession session, PaymentIntent intent, string lastFour)
    {
        var charge = NewCharge(intent, new { type = "card", card = new { brand = "visa", last4 = lastFour, country = "JP" } });
        var paid = Succeeded(intent, charge);
        var complete = session with { Status = "complete", PaymentStatus = "paid", PaymentIntent = intent.Id, Url = null };
        return ledger.Commit(new()
        {
            Session = complete,
            Intent = paid,
            Charge = charge,
            Events = [ledger.NewEvent("charge.succeeded", charge), ledger.NewEvent("payment_intent.succeeded", paid), ledger.NewEvent("checkout.session.completed", complete)],
        });
    }

    /// <summary>The session stays open: the payer may try another card.</summary>
    public Task Decline(CheckoutSession session, PaymentIntent intent, string lastFour)
    {
        var charge = NewCharge(intent, new { type = "card", card = new { brand = "visa", last4 = lastFour, country = "JP" } }) with
        {
            AmountCaptured = 0,
            Paid = false,
            Status = "failed",
            FailureCode = "card_declined",
            FailureMessage = "Your card was declined.",
        };
        var failed = intent with
        {
            LatestCharge = charge.Id,
            LastPaymentError = StripeJson.Snapshot(new { type = "card_error", code = "card_declined", decline_code = "generic_decline", message = "Your card was declined.", charge = charge.Id }),
        };
        return ledger.Commit(new()
        {
            Session = session with { PaymentIntent = intent.Id },
            Intent = failed,
            Charge = charge,
            Events = [ledger.NewEvent("charge.failed", charge), ledger.NewEvent("payment_intent.payment_failed", failed)],
        });
    }

    /// <summary>The slip for the convenience store is issued: the session is complete and unpaid until the money is there.</summary>
    public Task IssueSlip(CheckoutSession session, PaymentIntent intent)
    {
        var until = ledger.Now + (3 * 24 * 3600);
        var waiting = intent with
        {
            Status = "requires_action",
            NextAction = StripeJson.Snapshot(new
            {
                type = "konbini_display_details",
                konbini_display_details = new { expires_at = until, hosted_voucher_url = new Uri(address(), $"/checkout/{session.Id}/slip").AbsoluteUri },
            }),
        };
        var complete = session with { Status = "complete", PaymentIntent = intent.Id, Url = null };
        return ledger.Commit(new()
        {
            Session = complete,
            Intent = waiting,
            Events = [ledger.NewEvent("payment_intent.requires_action", waiting), ledger.NewEvent("checkout.session.completed", complete)],
        });
    }

    public Task SettleSlip(CheckoutSession session, PaymentIntent intent)
    {
        var charge = NewCharge(intent, new { type = "konbini", konbini = new { store = new { chain = "lawson" } } });
        var paid = Succeeded(intent, charge);
        var settled = session with { PaymentStatus = "paid" };
        return ledger.Commit(new()
        {
            Session = settled,
            Intent = paid,
            Charge = charge,
            Events = [ledger.NewEvent("charge.succeeded", charge), ledger.NewEvent("payment_intent.succeeded", paid), ledger.NewEvent("checkout.session.async_payment_succeeded", settled)],
        });
    }

    public Task LapseSlip(CheckoutSession session, PaymentIntent intent)
    {
        var failed = intent with { Status = "requires_payment_method", NextAction = null };
        return ledger.Commit(new()
        {
            Session = session,
            Intent = failed,
            Events = [ledger.NewEvent("payment_intent.payment_failed", failed), ledger.NewEvent("checkout.session.async_payment_failed", session)],
        });
    }

    public (CheckoutSession Session, StripeChange Change) Expire(CheckoutSession session, string? idempotencyKey)
    {
        var expired = session with { Status = "expired", Url = null };
        var change = new StripeChange { Session = expired, Events = [ledger.NewEvent("checkout.session.expired", expired, idempotencyKey)] };
        return (expired, change);
    }

    /// <summary>The payment behind a session, also before the session names it.</summary>
    public PaymentIntent IntentOf(CheckoutSession session) => ledger.Intents[ledger.IntentIds[session.Id]];

    private Charge NewCharge(PaymentIntent intent, object method) => new()
    {
        Id = StripeLedger.NewId("ch_"),
        Amount = intent.Amount,
        AmountCaptured = intent.Amount,
        Created = ledger.Now,
        Currency = intent.Currency,
        Metadata = intent.Metadata,
        Paid = true,
        PaymentIntent = intent.Id,
        PaymentMethodDetails = StripeJson.Snapshot(method),
        Status = "succeeded",
    };

    private static PaymentIntent Succeeded(PaymentIntent intent, Charge charge) => intent with
    {
        Status = "succeeded",
        AmountReceived = intent.Amount,
        LatestCharge = charge.Id,
        LastPaymentError = null,
        NextAction = null,
    };
}
