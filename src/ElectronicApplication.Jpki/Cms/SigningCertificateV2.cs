using System.Formats.Asn1;
using System.Security.Cryptography;
using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Signatures;

namespace ElectronicApplication.Jpki.Cms;

/// <summary>
/// signing-certificate-v2 (RFC 5035 section 3). The signature covers the certificate's hash, so that nobody can put
/// another certificate with the same key beside it.
/// </summary>
internal static class SigningCertificateV2
{
    public static bool Names(ReadOnlyMemory<byte> attribute, Certificate certificate)
    {
        var outer = Der.Read(attribute);
        var identifiers = outer.ReadSequence().ReadSequence();
        outer.ThrowIfNotEmpty();

        // The first names the signer; others may only limit which CAs count.
        var identifier = identifiers.ReadSequence();
        HashAlgorithmName? algorithm = HashAlgorithmName.SHA256;
        if (identifier.Next(Asn1Tag.Sequence))
        {
            var (oid, parameters) = identifier.ReadAlgorithm();
            algorithm = SignatureAlgorithm.FindHash(oid, parameters);
        }

        var hash = identifier.ReadOctetString();
        if (algorithm is not { } known || !CryptographicOperations.HashData(known, certificate.Encoded.Span).AsSpan().SequenceEqual(hash))
            return false;
        if (!identifier.HasData) return true;

        var issuerSerial = identifier.ReadSequence();
        identifier.ThrowIfNotEmpty();
        var names = GeneralName.ReadAll(issuerSerial.ReadSequence());
        var serial = issuerSerial.ReadIntegerBytes();
        issuerSerial.ThrowIfNotEmpty();
        return names.Exists(n => certificate.Issuer.Equals(n.Directory)) && serial.Span.SequenceEqual(certificate.Serial.Span);
    }
}
