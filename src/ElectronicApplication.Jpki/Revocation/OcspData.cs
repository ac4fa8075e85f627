using System.Formats.Asn1;
using System.Security.Cryptography;
using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Revocation;

/// <summary>ResponseData of RFC 6960 4.2.1.</summary>
internal sealed record OcspData(
    DistinguishedName? ResponderName, byte[]? ResponderKey, IReadOnlyList<OcspAnswer> Answers, byte[]? Nonce, bool UnknownCritical)
{
    public static OcspData Read(ReadOnlyMemory<byte> encoded)
    {
        var data = Der.Read(encoded).ReadSequence();
        if (data.NextIsContext(0)) data.ReadEncodedValue();
        // Both choices of ResponderID are tagged explicitly (the module's default).
        var name = data.NextIsContext(1) ? DistinguishedName.Read(data.ReadSequence(Der.Context(1))) : null;
        var key = name is null ? data.ReadSequence(Der.Context(2)).ReadOctetString() : null;
        data.ReadGeneralizedTime();

        var answers = new List<OcspAnswer>();
        var list = data.ReadSequence();
        while (list.HasData) answers.Add(OcspAnswer.Read(list.ReadSequence()));

        var extensions = data.NextIsContext(1) ? Extension.ReadAll(data.ReadSequence(Der.Context(1)).ReadSequence()) : [];
        data.ThrowIfNotEmpty();
        var nonce = extensions.Find(e => e.Oid == Oids.OcspNonce);
        return new(
            name, key, answers,
            nonce is null ? null : Der.ReadOctetsIn(nonce.Value),
            extensions.Exists(e => e.Critical && e.Oid != Oids.OcspNonce) || answers.Exists(a => a.UnknownCritical));
    }

    public bool IsFrom(Certificate responder) =>
        ResponderName?.Equals(responder.Subject) ?? KeyHash(responder, HashAlgorithmName.SHA1).AsSpan().SequenceEqual(ResponderKey);

    /// <summary>The hash over the bits of the key alone, as OCSP identifies keys. Here SHA-1 is a name, not a protection.</summary>
    public static byte[] KeyHash(Certificate certificate, HashAlgorithmName hash)
    {
        var info = Der.Read(certificate.KeyInfo).ReadSequence();
        info.ReadAlgorithm();
        return CryptographicOperations.HashData(hash, info.ReadBitString(out _));
    }
}

/// <summary>SingleResponse of RFC 6960 4.2.1.</summary>
internal sealed record OcspAnswer(
    HashAlgorithmName? Hash, byte[] IssuerName, byte[] IssuerKey, ReadOnlyMemory<byte> Serial,
    OcspStatus Status, DateTimeOffset ThisUpdate, DateTimeOffset NextUpdate, bool UnknownCritical)
{
    public static OcspAnswer Read(AsnReader answer)
    {
        var id = answer.ReadSequence();
        var (oid, _) = id.ReadAlgorithm();
        var hash = oid switch
        {
            Oids.Sha1 => HashAlgorithmName.SHA1,
            Oids.Sha256 => HashAlgorithmName.SHA256,
            _ => (HashAlgorithmName?)null,
        };
        var (name, key, serial) = (id.ReadOctetString(), id.ReadOctetString(), id.ReadIntegerBytes());
        id.ThrowIfNotEmpty();

        var tag = answer.PeekTag();
        answer.ReadEncodedValue();
        var status = tag switch
        {
            { TagClass: TagClass.ContextSpecific, TagValue: 0 } => OcspStatus.Good,
            { TagClass: TagClass.ContextSpecific, TagValue: 1 } => OcspStatus.Revoked,
            _ => OcspStatus.Unknown,
        };
        var thisUpdate = answer.ReadGeneralizedTime();

        // Without nextUpdate newer news may exist at any moment: the answer holds at none.
        var nextUpdate = answer.NextIsContext(0) ? answer.ReadSequence(Der.Context(0)).ReadGeneralizedTime() : DateTimeOffset.MinValue;
        var extensions = answer.NextIsContext(1) ? Extension.ReadAll(answer.ReadSequence(Der.Context(1)).ReadSequence()) : [];
        answer.ThrowIfNotEmpty();
        return new(hash, name, key, serial, status, thisUpdate, nextUpdate, extensions.Exists(e => e.Critical));
    }

    public bool IsAbout(Certificate certificate, Certificate issuer) =>
        Hash is { } hash && Serial.Span.SequenceEqual(certificate.Serial.Span)
        && CryptographicOperations.HashData(hash, certificate.IssuerEncoded.Span).AsSpan().SequenceEqual(IssuerName)
        && OcspData.KeyHash(issuer, hash).AsSpan().SequenceEqual(IssuerKey);
}
