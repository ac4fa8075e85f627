using System.Formats.Asn1;
using ElectronicApplication.Jpki;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Identity;

/// <summary>
/// The CAs' revocation lists. Callers at the same time share one request; when the CA does not answer, the last list serves until its own nextUpdate,
/// and after that there is none: a certificate about which nothing is known is not accepted. Whether a list is genuine is the verifier's business.
/// </summary>
public sealed partial class RevocationLists(
    IHttpClientFactory clients, IOptions<CardOptions> options, IHostEnvironment environment, TimeProvider time, ILogger<RevocationLists> log)
{
    public const string ClientName = "card-crl";
    public const int MaxBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    private readonly Held _sign = new();
    private readonly Held _auth = new();

    // In Development a card is revoked by a button and tried again at once.
    private TimeSpan MaxAge => options.Value.CrlMaxAge ?? (environment.IsDevelopment() ? TimeSpan.FromSeconds(2) : TimeSpan.FromMinutes(10));

    /// <returns>The lists at hand for a purpose: one, or none when none is valid now.</returns>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ForAsync(JpkiPurpose purpose, CancellationToken cancel)
    {
        var held = purpose == JpkiPurpose.Signature ? _sign : _auth;
        if (!IsFresh(held))
        {
            await held.Gate.WaitAsync(cancel);
            try
            {
                if (!IsFresh(held))
                    await FetchAsync(held, purpose == JpkiPurpose.Signature ? options.Value.SignCrlUrl : options.Value.AuthCrlUrl, cancel);
            }
            finally
            {
                held.Gate.Release();
            }
        }
        return held.Current is { } list && list.NextUpdate > time.GetUtcNow() ? [list.Der] : [];
    }

    private bool IsFresh(Held held)
    {
        var now = time.GetUtcNow();
        return now < held.RetryAt || (held.Current is { } list && now < list.FetchedAt + MaxAge && now < list.NextUpdate);
    }

    private async Task FetchAsync(Held held, string url, CancellationToken cancel)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            var der = await client.GetByteArrayAsync(url, cancel);
            held.Current = new(der, time.GetUtcNow(), NextUpdate(der));
            held.RetryAt = default;
        }
        catch (Exception e) when (e is HttpRequestException or AsnContentException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            held.RetryAt = time.GetUtcNow() + RetryAfter;
            LogNotFetched(log, url, e);
        }
    }

    /// <summary>TBSCertList of RFC 5280 section 5.1, as far as nextUpdate; section 5.1.2.5 requires it to be there.</summary>
    internal static DateTimeOffset NextUpdate(byte[] der)
    {
        var list = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        if (list.PeekTag() == Asn1Tag.Integer)
            list.ReadEncodedValue();
        list.ReadSequence();
        list.ReadSequence();
        ReadTime(list);
        return ReadTime(list);
    }

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The revocation list at {Url} could not be fetched; the last one serves while it is valid.")]
    private static partial void LogNotFetched(ILogger log, string url, Exception e);

    private sealed class Held
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public volatile List? Current;

        public DateTimeOffset RetryAt;
    }

    private sealed record List(byte[] Der, DateTimeOffset FetchedAt, DateTimeOffset NextUpdate);
}
