using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ElectronicApplication.Sandbox.Stripe;

/// <summary>Sends each event, signed, until the receiver answers 2xx; lets open sessions and slips run out in passing.</summary>
internal sealed class WebhookSender : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly StripeLedger ledger;
    private readonly Checkout checkout;
    private readonly SandboxOptions options;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    // A receiver on this machine is never behind a proxy, and a redirect is not an acknowledgement.
    private readonly HttpClient receiver = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public WebhookSender(StripeLedger ledger, Checkout checkout, SandboxOptions options)
    {
        (this.ledger, this.checkout, this.options) = (ledger, checkout, options);
        running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        receiver.Dispose();
        stopping.Dispose();
    }

    /// <summary>The value of Stripe-Signature: HMAC-SHA256 over the time, a dot and the raw body, in hex.</summary>
    public static string Sign(string secret, long timestamp, byte[] body)
    {
        var time = timestamp.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={time},v1={Convert.ToHexStringLower(signature)}";
    }

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                RunOut();
                await Parallel.ForEachAsync(Due(), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stopping.Token }, SendAsync);
                await ledger.Happened.WaitAsync(Tick, stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void RunOut()
    {
        lock (ledger.Gate)
        {
            var now = ledger.Now;
            foreach (var session in ledger.Sessions.Values.Where(session => session.Status == "open" && session.ExpiresAt <= now).ToList())
            {
                ledger.Commit(checkout.Expire(session, idempotencyKey: null).Change);
            }
            foreach (var session in ledger.Sessions.Values.Where(session => session is { Status: "complete", PaymentStatus: "unpaid" }).ToList())
            {
                var intent = checkout.IntentOf(session);
                if (intent.NextAction is { } action && action.GetProperty("konbini_display_details").GetProperty("expires_at").GetInt64() <= now)
                {
                    checkout.LapseSlip(session, intent);
                }
            }
        }
    }

    private List<WebhookDelivery> Due()
    {
        lock (ledger.Gate)
        {
            var now = ledger.Time.GetUtcNow();
            return options.StripeWebhookUrl is null || ledger.Trouble.HoldWebhooks
                ? []
                : [.. ledger.Undelivered.Values.Where(delivery => delivery.NextAttempt <= now).Take(100)];
        }
    }

    private async ValueTask SendAsync(WebhookDelivery delivery, CancellationToken stop)
    {
        StripeEvent happened;
        StripeTrouble trouble;
        lock (ledger.Gate)
        {
            (happened, trouble) = (ledger.Events[delivery.EventId], ledger.Trouble);
        }
        // Nothing may be told that a crash could take back.
        await ledger.Settled();
        var body = JsonSerializer.SerializeToUtf8Bytes(happened, StripeJson.Format);
        var answer = await PostAsync(body, trouble, stop);
        if (trouble.Duplicate)
        {
            await PostAsync(body, trouble, stop);
        }
        var attempts = delivery.Attempts + 1;
        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempts - 1), LongestPause.TotalSeconds));
        Task kept;
        lock (ledger.Gate)
        {
            kept = ledger.Commit(new()
            {
                Delivery = delivery with
                {
                    Attempts = attempts,
                    Delivered = answer is >= 200 and < 300,
                    LastAnswer = answer?.ToString(CultureInfo.InvariantCulture) ?? "no answer",
                    NextAttempt = ledger.Time.GetUtcNow() + pause,
                },
            });
        }
        await kept;
    }

    private async Task<int?> PostAsync(byte[] body, StripeTrouble trouble, CancellationToken stop)
    {
        var timestamp = ledger.Now - (trouble.OldTimestamp ? 3600 : 0);
        var secret = trouble.BadSignature ? "whsec_of_someone_else" : options.StripeWebhookSecret;
        using var request = new HttpRequestMessage(HttpMethod.Post, options.StripeWebhookUrl)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        request.Headers.Add("Stripe-Signature", Sign(secret, timestamp, body));
        request.Headers.UserAgent.ParseAdd("Stripe/1.0 (sandbox)");
        try
        {
            using var response = await receiver.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return (int)response.StatusCode;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException || (unreachable is TaskCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }
}
