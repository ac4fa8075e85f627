using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>What a responder shall say; by default that the certificate is good, signed by the issuer itself.</summary>
internal sealed record TestOcsp(X509Certificate2 About, X509Certificate2 Issuer, X509Certificate2 Responder, RSA Key)
{
    public int Status { get; init; }

    public DateTimeOffset ThisUpdate { get; init; } = TestAuthority.Now.AddHours(-1);

    public DateTimeOffset? NextUpdate { get; init; } = TestAuthority.Now.AddHours(1);

    public byte[]? Nonce { get; init; }

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    public bool ByKey { get; init; }

    public byte[] Encode()
    {
        var data = Data();
        var basic = new AsnWriter(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(data);
            basic.WriteEncodedValue(X509SignatureGenerator.CreateForRSA(Key, RSASignaturePadding.Pkcs1).GetSignatureAlgorithmIdentifier(HashAlgorithmName.SHA256));
            basic.WriteBitString(Key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            using (basic.PushSequence(Context(0)))
            using (basic.PushSequence())
                basic.WriteEncodedValue(Responder.RawData);
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue([0x0A, 0x01, 0x00]);
            using (writer.PushSequence(Context(0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                writer.WriteOctetString(basic.Encode());
            }
        }

        return writer.Encode();
    }

    private byte[] Data()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Context(ByKey ? 2 : 1)))
            {
                if (ByKey) writer.WriteOctetString(SHA1.HashData(Responder.PublicKey.EncodedKeyValue.RawData));
                else writer.WriteEncodedValue(Responder.SubjectName.RawData);
            }

            writer.WriteGeneralizedTime(ThisUpdate, omitFractionalSeconds: true);
            using (writer.PushSequence()) WriteAnswer(writer);
            if (Nonce is not null)
            {
                using (writer.PushSequence(Context(1)))
                using (writer.PushSequence())
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.2");
                    using (writer.PushOctetString()) writer.WriteOctetString(Nonce);
                }
            }
        }

        return writer.Encode();
    }

    private void WriteAnswer(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(Hash == HashAlgorithmName.SHA1 ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1");
                writer.WriteOctetString(CryptographicOperations.HashData(Hash, Issuer.SubjectName.RawData));
                writer.WriteOctetString(CryptographicOperations.HashData(Hash, Issuer.PublicKey.EncodedKeyValue.RawData));
                writer.WriteInteger(About.SerialNumberBytes.Span);
            }

            if (Status == 1)
            {
                using (writer.PushSequence(Context(1))) writer.WriteGeneralizedTime(ThisUpdate, omitFractionalSeconds: true);
            }
            else
            {
                writer.WriteNull(Context(Status));
            }

            writer.WriteGeneralizedTime(ThisUpdate, omitFractionalSeconds: true);
            if (NextUpdate is { } next)
            {
                using (writer.PushSequence(Context(0))) writer.WriteGeneralizedTime(next, omitFractionalSeconds: true);
            }
        }
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);
}
