using System.Formats.Asn1;
using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Cms;

/// <summary>SignedData of RFC 5652 section 5. BER is accepted around what is signed; what is signed is DER.</summary>
internal sealed record SignedData(
    string ContentType, bool HasContent, IReadOnlyList<Certificate> Certificates, IReadOnlyList<ReadOnlyMemory<byte>> Signers)
{
    // A signer's certificate, a CA's, and room for CAs in between. More would only make work.
    private const int MostCertificates = 10;

    private static readonly AsnReaderOptions Unsorted = new() { SkipSetSortOrderVerification = true };

    /// <exception cref="AsnContentException">The bytes are not a SignedData.</exception>
    public static SignedData Read(ReadOnlyMemory<byte> cms)
    {
        var outer = new AsnReader(cms, AsnEncodingRules.BER, Unsorted);
        var info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (info.ReadObjectIdentifier() != Oids.SignedData) throw Der.Malformed("The content is not SignedData.");
        var wrapper = info.ReadSequence(Der.Context(0));
        info.ThrowIfNotEmpty();

        var data = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        data.ReadCount();
        data.ReadSetOf();
        var encapsulated = data.ReadSequence();
        var contentType = encapsulated.ReadObjectIdentifier();
        var hasContent = encapsulated.HasData;

        var certificates = new List<Certificate>();
        if (data.NextIsContext(0))
        {
            var set = data.ReadSetOf(Der.Context(0));
            while (set.HasData)
            {
                if (certificates.Count == MostCertificates) throw Der.Malformed("The container holds too many certificates.");
                certificates.Add(Certificate.Read(set.ReadEncodedValue()));
            }
        }

        // Revocation lists that the signer sends along decide nothing: the server brings its own.
        if (data.NextIsContext(1)) data.ReadEncodedValue();

        var signers = new List<ReadOnlyMemory<byte>>();
        var infos = data.ReadSetOf();
        while (infos.HasData) signers.Add(infos.ReadEncodedValue());
        data.ThrowIfNotEmpty();
        return new(contentType, hasContent, certificates, signers);
    }
}
