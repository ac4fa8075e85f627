using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using ElectronicApplication.Pdf.Signing;

namespace ElectronicApplication.Pdf;

/// <summary>Signs documents of this library: PAdES baseline B-B, with a time stamp B-T (ETSI EN 319 142-1).</summary>
public static class PdfSigner
{
    private const int RoomForTimestamp = 12 * 1024;
    private const int RoomForStructure = 1024;

    /// <param name="pdf">What <see cref="PdfDocument.Save"/> returned. Its bytes stay as they are; the signature is appended.</param>
    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.File"/>: not such a file, or signed already.</exception>
    /// <exception cref="CryptographicException">The key did not make a signature that its certificate verifies, or the token does not stamp it.</exception>
    public static async Task<byte[]> SignAsync(ReadOnlyMemory<byte> pdf, PdfSigningKey key, PdfSignatureOptions options, CancellationToken cancellation = default)
    {
        var update = new SignatureUpdate(pdf, options, Capacity(key, options));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in update.Signed) hash.AppendData(part.Span);

        var cms = new CmsBuilder(key);
        var attributes = cms.Attributes(hash.GetHashAndReset());
        var signature = await key.SignAsync(attributes, cancellation);
        if (!key.Verifies(attributes, signature)) throw new CryptographicException("The signature value does not agree with the certificate.");
        var timestamp = options.Timestamp is null ? null : await StampAsync(options.Timestamp, signature, cancellation);
        return update.Complete(cms.Container(attributes, signature, timestamp));
    }

    private static int Capacity(PdfSigningKey key, PdfSignatureOptions options) =>
        RoomForStructure + 2 * key.Certificate.IssuerName.RawData.Length + key.SignatureSize + key.Certificate.RawData.Length + key.Chain.Sum(c => c.RawData.Length + 8)
        + (options.Timestamp is null ? 0 : RoomForTimestamp);

    private static async Task<byte[]> StampAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> fetch, byte[] signature, CancellationToken cancellation)
    {
        var token = await fetch(SHA256.HashData(signature), cancellation);
        if (token.Length > RoomForTimestamp) throw new CryptographicException($"The time-stamp token has {token.Length} bytes; {RoomForTimestamp} are the limit.");
        if (!Rfc3161TimestampToken.TryDecode(token, out var decoded, out var length) || length != token.Length)
            throw new CryptographicException("The time-stamp token cannot be read.");
        // Whether its certificate is to be believed is the business of whoever verifies; that it stamps this signature is ours.
        if (!decoded.VerifySignatureForHash(SHA256.HashData(signature), HashAlgorithmName.SHA256, out _))
            throw new CryptographicException("The time-stamp token stamps something else.");
        return token;
    }
}
