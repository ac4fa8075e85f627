using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>Answers for single certificates (RFC 6960). The authority signs the answers itself, so no delegation has to be checked.</summary>
internal sealed class OcspResponder(CardOffice office, TimeProvider time)
{
    private const int LargestRequest = 8 * 1024;
    private const int MostCertificates = 16;
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Sha1 = "1.3.14.3.2.26";
    private const string NonceOid = "1.3.6.1.5.5.7.48.1.2";

    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    private sealed record Question(ReadOnlyMemory<byte> CertId, string HashOid, byte[] IssuerNameHash, byte[] IssuerKeyHash, BigInteger Serial);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/jpki/ocsp", async (HttpRequest request, CancellationToken cancel) =>
    {
        if (request.ContentLength is not (> 0 and <= LargestRequest))
        {
            return Results.Bytes(Failure(ResponseStatus.MalformedRequest), "application/ocsp-response");
        }
        var body = new byte[(int)request.ContentLength];
        await request.Body.ReadExactlyAsync(body, cancel);
        return Results.Bytes(Answer(body), "application/ocsp-response");
    });

    private byte[] Answer(byte[] request)
    {
        List<Question> questions;
        ReadOnlyMemory<byte>? nonce;
        try
        {
            (questions, nonce) = Read(request);
        }
        catch (Exception malformed) when (malformed is AsnContentException or CryptographicException)
        {
            return Failure(ResponseStatus.MalformedRequest);
        }
        // One answer has one signer: all that is asked must be of one issuer, and of ours.
        foreach (var purpose in CardOffice.Purposes)
        {
            var authority = office.Authority(purpose);
            if (questions.TrueForAll(question => IsIssuedBy(question, authority)))
            {
                return Sign(authority, Compose(purpose, authority, questions, nonce));
            }
        }
        return Failure(ResponseStatus.Unauthorized);
    }

    private static (List<Question>, ReadOnlyMemory<byte>?) Read(byte[] request)
    {
        var body = new AsnReader(request, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        while (body.HasData && body.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 0 or 1 })
        {
            body.ReadEncodedValue();
        }
        var list = body.ReadSequence();
        var questions = new List<Question>();
        while (list.HasData && questions.Count < MostCertificates)
        {
            var certId = list.ReadSequence().ReadEncodedValue();
            var parts = new AsnReader(certId, AsnEncodingRules.DER).ReadSequence();
            questions.Add(new(certId, parts.ReadSequence().ReadObjectIdentifier(), parts.ReadOctetString(), parts.ReadOctetString(), parts.ReadInteger()));
        }
        list.ThrowIfNotEmpty();
        ReadOnlyMemory<byte>? nonce = null;
        if (body.HasData)
        {
            var extensions = body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 2)).ReadSequence();
            while (extensions.HasData)
            {
                var extension = extensions.ReadEncodedValue();
                nonce = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier() == NonceOid ? extension : nonce;
            }
        }
        return questions.Count > 0 ? (questions, nonce) : throw new AsnContentException();
    }

    private static bool IsIssuedBy(Question question, X509Certificate2 authority) => question.HashOid switch
    {
        Sha1 => question.IssuerNameHash.AsSpan().SequenceEqual(SHA1.HashData(authority.SubjectName.RawData)) && question.IssuerKeyHash.AsSpan().SequenceEqual(SHA1.HashData(Key(authority))),
        Sha256 => question.IssuerNameHash.AsSpan().SequenceEqual(SHA256.HashData(authority.SubjectName.RawData)) && question.IssuerKeyHash.AsSpan().SequenceEqual(SHA256.HashData(Key(authority))),
        _ => false,
    };

    private static byte[] Key(X509Certificate2 authority) => authority.PublicKey.EncodedKeyValue.RawData;

    private byte[] Compose(CardPurpose purpose, X509Certificate2 authority, List<Question> questions, ReadOnlyMemory<byte>? nonce)
    {
        var now = time.GetUtcNow();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            {
                writer.WriteOctetString(SHA1.HashData(Key(authority)));
            }
            writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
            using (writer.PushSequence())
            {
                foreach (var question in questions)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteEncodedValue(question.CertId.Span);
                        WriteStatus(writer, purpose, question.Serial);
                        writer.WriteGeneralizedTime(now, omitFractionalSeconds: true);
                        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                        {
                            writer.WriteGeneralizedTime(now + Validity, omitFractionalSeconds: true);
                        }
                    }
                }
            }
            if (nonce is { } asked)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                using (writer.PushSequence())
                {
                    writer.WriteEncodedValue(asked.Span);
                }
            }
        }
        return writer.Encode();
    }

    /// <summary>good [0], revoked [1] with time and reason, unknown [2]: a serial number that was never issued is not good.</summary>
    private void WriteStatus(AsnWriter writer, CardPurpose purpose, BigInteger serial)
    {
        if (office.Revoked(purpose).FirstOrDefault(revocation => Number(revocation.Serial) == serial) is { } revoked)
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            {
                writer.WriteGeneralizedTime(revoked.At, omitFractionalSeconds: true);
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteEnumeratedValue(revoked.Reason);
                }
            }
            return;
        }
        var issued = Card.All.Any(card => card.Flaw is not CardFlaw.ForeignAuthority && Number(office.State(card, purpose).Serial) == serial);
        writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, issued ? 0 : 2));
    }

    private static BigInteger Number(string serial) => new(Convert.FromHexString(serial), isUnsigned: true, isBigEndian: true);

    private static byte[] Sign(X509Certificate2 authority, byte[] answer)
    {
        using var key = authority.GetRSAPrivateKey()!;
        var basic = new AsnWriter(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(answer);
            using (basic.PushSequence())
            {
                basic.WriteObjectIdentifier("1.2.840.113549.1.1.11");
                basic.WriteNull();
            }
            basic.WriteBitString(key.SignData(answer, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(ResponseStatus.Successful);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                writer.WriteOctetString(basic.Encode());
            }
        }
        return writer.Encode();
    }

    private static byte[] Failure(ResponseStatus status)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(status);
        }
        return writer.Encode();
    }

    private enum ResponseStatus
    {
        Successful = 0,
        MalformedRequest = 1,
        Unauthorized = 6,
    }
}
