using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Documents;

/// <summary>Asks the configured authority for time stamps (RFC 3161, over HTTP as in its section 3.4).</summary>
public sealed class TimestampClient(IHttpClientFactory clients, IOptions<DocumentOptions> options)
{
    public const string HttpClientName = "timestamp";

    public bool IsConfigured => options.Value.TimestampUrl.Length > 0;

    /// <exception cref="TimestampException">No usable answer.</exception>
    public async Task<byte[]> StampAsync(ReadOnlyMemory<byte> hash, CancellationToken cancel)
    {
        var request = Rfc3161TimestampRequest.CreateFromHash(hash, HashAlgorithmName.SHA256, requestSignerCertificates: true, nonce: RandomNumberGenerator.GetBytes(8));
        try
        {
            using var content = new ByteArrayContent(request.Encode()) { Headers = { ContentType = new MediaTypeHeaderValue("application/timestamp-query") } };
            using var http = clients.CreateClient(HttpClientName);
            using var answer = await http.PostAsync(options.Value.TimestampUrl, content, cancel);
            return request.ProcessResponse(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancel), out _).AsSignedCms().Encode();
        }
        catch (Exception e) when (e is HttpRequestException or CryptographicException || e is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new TimestampException(e);
        }
    }
}

public sealed class TimestampException(Exception cause) : Exception("The time-stamp authority gave no usable answer.", cause);
