using System.Buffers.Text;
using System.Security.Cryptography;
using ElectronicApplication.Sandbox.Storage;

namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>What goes wrong with the webhooks and the API, on purpose.</summary>
internal sealed record StripeTrouble(
    bool ApiOutage = false, bool HoldWebhooks = false, int DelaySeconds = 0, bool Duplicate = false, bool BadSignature = false, bool OldTimestamp = false);

/// <summary>An event on its way to the receiver.</summary>
internal sealed record WebhookDelivery(string EventId, int Attempts, DateTimeOffset NextAttempt, bool Delivered, string? LastAnswer);

internal sealed record IdempotentAnswer(string Key, string Fingerprint, int Status, string Body, DateTimeOffset At);

/// <summary>Everything that one act changes, on one line: a payment and its events are kept together or not at all.</summary>
internal sealed record StripeChange
{
    public CheckoutSession? Session { get; init; }
    public LineItem[]? Items { get; init; }
    public PaymentIntent? Intent { get; init; }
    public Charge? Charge { get; init; }
    public Refund? Refund { get; init; }
    public List<StripeEvent>? Events { get; init; }
    public WebhookDelivery? Delivery { get; init; }
    public IdempotentAnswer? Answer { get; init; }
    public StripeTrouble? Trouble { get; init; }
}

/// <summary>All objects of the account. Callers read and write under <see cref="Gate"/> and await what <see cref="Commit"/> returns outside it.</summary>
internal sealed class StripeLedger : IAsyncDisposable
{
    private readonly Journal<StripeChange> journal;

    public StripeLedger(string directory, TimeProvider time)
    {
        Time = time;
        journal = Journal<StripeChange>.Open(Path.Combine(directory, "stripe.jsonl"), Apply);
    }

    public Lock Gate { get; } = new();

    public TimeProvider Time { get; }

    public OrderedDictionary<string, CheckoutSession> Sessions { get; } = [];

    public Dictionary<string, LineItem[]> Items { get; } = [];

    public Dictionary<string, PaymentIntent> Intents { get; } = [];

    /// <summary>The payment that each session makes, by the session's id.</summary>
    public Dictionary<string, string> IntentIds { get; } = [];

    public Dictionary<string, Charge> Charges { get; } = [];

    public OrderedDictionary<string, Refund> Refunds { get; } = [];

    public OrderedDictionary<string, StripeEvent> Events { get; } = [];

    public Dictionary<string, WebhookDelivery> Deliveries { get; } = [];

    /// <summary>The deliveries that no receiver has taken yet, in the order of their events.</summary>
    public OrderedDictionary<string, WebhookDelivery> Undelivered { get; } = [];

    /// <summary>Wakes the sender when something has happened.</summary>
    public SemaphoreSlim Happened { get; } = new(0);

    public Dictionary<string, IdempotentAnswer> Answers { get; } = [];

    public StripeTrouble Trouble { get; private set; } = new();

    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public static string NewId(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)).Replace('-', 'x').Replace('_', 'y');

    public StripeEvent NewEvent(string type, object about, string? idempotencyKey = null) => new()
    {
        Id = NewId("evt_"),
        Created = Now,
        Data = new(StripeJson.Snapshot(about)),
        PendingWebhooks = 1,
        Request = new(idempotencyKey is null ? null : NewId("req_"), idempotencyKey),
        Type = type,
    };

    public Task Commit(StripeChange change)
    {
        Apply(change);
        var kept = journal.Append(change);
        if (change.Events is not null || change.Trouble is not null)
        {
            Happened.Release();
        }
        return kept;
    }

    public Task Settled() => journal.Settled();

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private void Apply(StripeChange change)
    {
        if (change.Session is { } session)
        {
            Sessions[session.Id] = session;
            if (change.Items is not null)
            {
                Items[session.Id] = change.Items;
                IntentIds[session.Id] = change.Intent!.Id;
            }
        }
        if (change.Intent is { } intent)
        {
            Intents[intent.Id] = intent;
        }
        if (change.Charge is { } charge)
        {
            Charges[charge.Id] = charge;
        }
        if (change.Refund is { } refund)
        {
            Refunds[refund.Id] = refund;
        }
        foreach (var happened in change.Events ?? [])
        {
            Events[happened.Id] = happened;
            var due = DateTimeOffset.FromUnixTimeSeconds(happened.Created + Trouble.DelaySeconds);
            Deliveries[happened.Id] = Undelivered[happened.Id] = new(happened.Id, 0, due, Delivered: false, LastAnswer: null);
        }
        if (change.Delivery is { } delivery)
        {
            Deliveries[delivery.EventId] = Undelivered[delivery.EventId] = delivery;
            if (delivery.Delivered)
            {
                Undelivered.Remove(delivery.EventId);
                Events[delivery.EventId] = Events[delivery.EventId] with { PendingWebhooks = 0 };
            }
        }
        if (change.Answer is { } answer)
        {
            Answers[answer.Key] = answer;
        }
        Trouble = change.Trouble ?? Trouble;
    }
}
