using System.Formats.Asn1;
using System.Security.Cryptography;
using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Signatures;

namespace ElectronicApplication.Jpki.Revocation;

public enum OcspStatus
{
    /// <summary>Nothing that may be believed was said. Never to be read as good.</summary>
    Unknown,
    Good,
    Revoked,
}

/// <param name="Status">What a responder that speaks for the issuer says.</param>
/// <param name="Detail">Why, in words without personal data.</param>
public sealed record OcspVerdict(OcspStatus Status, string Detail);

/// <summary>
/// Verifies an answer of RFC 6960. The issuer answers itself or through a responder to which it gave a certificate for
/// just that; a responder of anybody else is not known here.
/// </summary>
public static class OcspResponse
{
    private const int LargestResponse = 64 * 1024;
    private const int Successful = 0;

    /// <param name="response">OCSPResponse, DER.</param>
    /// <param name="certificate">The certificate asked about, DER.</param>
    /// <param name="issuer">Its issuer, DER, already found to have signed it.</param>
    /// <param name="nonce">What the request carried; null accepts a prepared answer.</param>
    /// <param name="at">The moment for which the answer must hold.</param>
    /// <param name="tolerance">How far the responder's clock may be ahead.</param>
    public static OcspVerdict Verify(
        ReadOnlyMemory<byte> response, ReadOnlyMemory<byte> certificate, ReadOnlyMemory<byte> issuer,
        ReadOnlyMemory<byte>? nonce, DateTimeOffset at, TimeSpan tolerance)
    {
        if (response.Length > LargestResponse) return Unknown("The answer is too large.");
        try
        {
            return Verify(response, Certificate.Read(certificate), Certificate.Read(issuer), nonce, at, tolerance);
        }
        catch (Exception e) when (Der.IsMalformed(e))
        {
            return Unknown("The answer cannot be read.");
        }
    }

    private static OcspVerdict Verify(
        ReadOnlyMemory<byte> response, Certificate certificate, Certificate issuer, ReadOnlyMemory<byte>? nonce, DateTimeOffset at, TimeSpan tolerance)
    {
        var outer = Der.Read(response);
        var envelope = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (envelope.ReadEnumeratedBytes().Span is not [Successful]) return Unknown("The responder could not answer.");
        var wrapper = envelope.ReadSequence(Der.Context(0)).ReadSequence();
        if (wrapper.ReadObjectIdentifier() != Oids.OcspBasicResponse) return Unknown("The answer is of an unknown type.");

        var basic = Der.Read(wrapper.ReadOctetString()).ReadSequence();
        var signedPart = basic.ReadEncodedValue();
        var (oid, parameters) = basic.ReadAlgorithm();
        var signature = basic.ReadBitString(out var unused);
        var responders = new List<Certificate> { issuer };
        if (basic.NextIsContext(0))
        {
            var certificates = basic.ReadSequence(Der.Context(0)).ReadSequence();
            while (certificates.HasData && responders.Count < 8) responders.Add(Certificate.Read(certificates.ReadEncodedValue()));
        }

        basic.ThrowIfNotEmpty();
        var data = OcspData.Read(signedPart);
        if (unused != 0 || SignatureAlgorithm.Find(oid, parameters) is not { } algorithm) return Unknown("The answer is signed in a way that is not allowed.");
        if (!responders.Exists(r => data.IsFrom(r) && MayAnswer(r, issuer, at, tolerance) && r.Key!.Verify(algorithm, signedPart.Span, signature)))
            return Unknown("The answer is not signed by a responder that may speak for the issuer.");
        if (nonce is { } asked && (data.Nonce is not { } answered || !CryptographicOperations.FixedTimeEquals(answered, asked.Span)))
            return Unknown("The answer belongs to another question.");
        if (data.UnknownCritical) return Unknown("The answer has a critical extension that is not known.");

        var about = data.Answers.Where(a => a.IsAbout(certificate, issuer)).ToList();
        if (about.Count == 0) return Unknown("The answer is about another certificate.");
        if (about.Exists(a => a.Status == OcspStatus.Revoked)) return new(OcspStatus.Revoked, "The responder says revoked.");
        if (!about.TrueForAll(a => a.Status == OcspStatus.Good)) return Unknown("The responder does not know the certificate.");
        return about.Exists(a => a.ThisUpdate - at <= tolerance && at < a.NextUpdate)
            ? new(OcspStatus.Good, "The responder says good.")
            : Unknown("The answer does not hold at this moment.");
    }

    /// <summary>4.2.2.2: the issuer, or whom it directly certified for OCSP and asks us not to check further.</summary>
    private static bool MayAnswer(Certificate responder, Certificate issuer, DateTimeOffset at, TimeSpan tolerance)
    {
        if (responder.Key is null) return false;
        if (responder.IsSame(issuer)) return true;
        return responder.Issuer.Equals(issuer.Subject) && responder.IsSignedBy(issuer)
            && responder.Known.ExtendedKeyUsage.Contains(Oids.OcspSigning)
            && responder.Known.KeyUsage?.HasFlag(KeyUsages.DigitalSignature) is not false
            && responder.Known.UnknownCritical is null or Oids.ExtendedKeyUsage
            && responder.Extensions.Any(e => e.Oid == Oids.OcspNoCheck)
            && responder.NotBefore - at <= tolerance && at <= responder.NotAfter;
    }

    private static OcspVerdict Unknown(string detail) => new(OcspStatus.Unknown, detail);
}
