using System.Formats.Asn1;
using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Cms;

/// <summary>SignerInfo of RFC 5652 5.3, with signed attributes.</summary>
internal sealed class SignerInfo
{
    private readonly DistinguishedName? issuer;
    private readonly ReadOnlyMemory<byte> serial;
    private readonly byte[]? subjectKeyId;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> attributes = [];

    private SignerInfo(ReadOnlyMemory<byte> encoded)
    {
        var info = new AsnReader(encoded, AsnEncodingRules.BER, new() { SkipSetSortOrderVerification = true }).ReadSequence();
        info.ReadCount();
        if (info.NextIsContext(0))
        {
            subjectKeyId = info.ReadOctetString(Der.Context(0));
        }
        else
        {
            var identifier = info.ReadSequence();
            issuer = DistinguishedName.Read(Der.Read(identifier.ReadEncodedValue()));
            serial = identifier.ReadIntegerBytes();
            identifier.ThrowIfNotEmpty();
        }

        Digest = info.ReadAlgorithm();
        if (!info.NextIsContext(0)) throw Der.Malformed("Nothing but the content is signed: signed attributes are required.");
        var signed = info.ReadEncodedValue();

        // 5.4: signed under the tag of SET OF, stored under [0]. The bytes are used as they came, and must be DER.
        SignedAttributes = signed.ToArray();
        SignedAttributes[0] = 0x31;
        var set = Der.Read(SignedAttributes).ReadSetOf();
        while (set.HasData) Take(set.ReadSequence());

        Signature = info.ReadAlgorithm();
        SignatureValue = info.ReadOctetString();
        if (info.NextIsContext(1)) info.ReadEncodedValue();
        info.ThrowIfNotEmpty();
    }

    public (string Oid, ReadOnlyMemory<byte>? Parameters) Digest { get; }

    public (string Oid, ReadOnlyMemory<byte>? Parameters) Signature { get; }

    public byte[] SignedAttributes { get; }

    public byte[] SignatureValue { get; }

    public string ContentType => Der.Read(Required(Oids.ContentType)).ReadObjectIdentifier();

    public byte[] MessageDigest => Der.ReadOctetsIn(Required(Oids.MessageDigest));

    public ReadOnlyMemory<byte>? SigningCertificate =>
        attributes.TryGetValue(Oids.SigningCertificateV2, out var value) ? value : (ReadOnlyMemory<byte>?)null;

    /// <exception cref="AsnContentException">The bytes are not a SignerInfo with signed attributes.</exception>
    public static SignerInfo Read(ReadOnlyMemory<byte> encoded) => new(encoded);

    public bool Names(Certificate certificate) =>
        issuer is not null
            ? issuer.Equals(certificate.Issuer) && serial.Span.SequenceEqual(certificate.Serial.Span)
            : certificate.Known.SubjectKeyId.AsSpan().SequenceEqual(subjectKeyId);

    private ReadOnlyMemory<byte> Required(string oid) =>
        attributes.TryGetValue(oid, out var value) ? value : throw Der.Malformed($"The signed attribute {oid} is missing.");

    /// <summary>11.1, 11.2, RFC 5035 3: the attributes that matter occur once, with one value.</summary>
    private void Take(AsnReader attribute)
    {
        var oid = attribute.ReadObjectIdentifier();
        var values = attribute.ReadSetOf();
        attribute.ThrowIfNotEmpty();
        var value = values.ReadEncodedValue();
        if (oid is Oids.ContentType or Oids.MessageDigest or Oids.SigningCertificateV2) values.ThrowIfNotEmpty();
        if (!attributes.TryAdd(oid, value)) throw Der.Malformed($"The signed attribute {oid} occurs twice.");
    }
}
