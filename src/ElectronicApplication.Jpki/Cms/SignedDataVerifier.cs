using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Signatures;

namespace ElectronicApplication.Jpki.Cms;

/// <summary>
/// Verifies that a detached CMS SignedData was made over the content by the key of the certificate that it names
/// (CAdES-BES). Whether that certificate is to be believed is another question.
/// </summary>
internal sealed class SignedDataVerifier(ReadOnlyMemory<byte> cms, ReadOnlyMemory<byte> content)
{
    private const int LargestContainer = 64 * 1024;
    private const int LargestContent = 64 * 1024 * 1024;

    private SignedData? data;
    private SignerInfo? signer;
    private HashAlgorithmName digest;
    private SignatureAlgorithm? algorithm;

    /// <summary>The signer's certificate, from the second step on.</summary>
    public Certificate? Certificate { get; private set; }

    /// <summary>Everything in the container: a bag of proposals for the path, none of them trusted.</summary>
    public IReadOnlyList<Certificate> Certificates => data?.Certificates ?? [];

    /// <summary>The checks in their order. Each relies on those before it: stop at the first that fails.</summary>
    public IEnumerable<(string Name, Finding Finding)> Steps()
    {
        yield return ("署名データの形式", Guarded(ReadContainer));
        yield return ("署名者の証明書", Guarded(FindCertificate));
        yield return ("署名方式", CheckAlgorithms());
        yield return ("署名対象の内容", Guarded(CompareContent));
        yield return ("署名値", VerifySignature());
    }

    private Finding ReadContainer()
    {
        if (cms.Length > LargestContainer || content.Length > LargestContent)
            return Finding.Bad(JpkiFailure.TooLarge, "署名データ又は署名対象が大きすぎます。", $"Container {cms.Length} bytes, content {content.Length} bytes.");

        data = SignedData.Read(cms);
        if (data.Signers.Count != 1)
            return Finding.Bad(JpkiFailure.NotOneSigner, "署名者が1人ではありません。", $"{data.Signers.Count} signers.");
        signer = SignerInfo.Read(data.Signers[0]);
        if (data.HasContent) return Malformed("The signature is not detached.");
        if (data.ContentType != Oids.Data || signer.ContentType != Oids.Data) return Malformed("The signed content type is not id-data.");
        return Finding.Good("CMS署名（署名者1人、内容分離型）");
    }

    private Finding FindCertificate()
    {
        Certificate = data!.Certificates.FirstOrDefault(signer!.Names);
        if (signer.SigningCertificate is not { } attribute)
            return Mismatch("signing-certificate-v2 is missing.");

        // Two certificates may claim one issuer and number; the signed hash says which of them is meant.
        Certificate = data.Certificates.FirstOrDefault(c => signer.Names(c) && SigningCertificateV2.Names(attribute, c)) ?? Certificate;
        if (Certificate is null) return Mismatch("The signer's certificate is not in the container.");
        return SigningCertificateV2.Names(attribute, Certificate)
            ? Finding.Good("署名に記された証明書と一致")
            : Mismatch("signing-certificate-v2 names another certificate.");
    }

    private Finding CheckAlgorithms()
    {
        var (oid, parameters) = signer!.Signature;
        if (SignatureAlgorithm.FindHash(signer.Digest.Oid, signer.Digest.Parameters) is not { } hash || hash == HashAlgorithmName.SHA512)
            return NotAllowed($"Digest {signer.Digest.Oid}.");
        digest = hash;

        // RFC 5754: a signer may name the key's algorithm alone, and leave the digest to digestAlgorithm.
        algorithm = oid == Oids.Rsa && (parameters is null || Der.IsNull(parameters))
            ? new(KeyKind.Rsa, digest)
            : SignatureAlgorithm.Find(oid, parameters);
        if (algorithm is null || algorithm.Hash != digest) return NotAllowed($"Signature {oid} with digest {digest.Name}.");
        if (Certificate!.Key is null) return NotAllowed("The certificate's key is of a kind or size that is not allowed.");
        if (Certificate.Algorithm is null) return NotAllowed("The certificate is signed in a way that is not allowed.");
        return Finding.Good($"{(algorithm.Key == KeyKind.Rsa ? "RSA" : "ECDSA")}・{digest.Name}");
    }

    private Finding CompareContent() =>
        CryptographicOperations.HashData(digest, content.Span).AsSpan().SequenceEqual(signer!.MessageDigest)
            ? Finding.Good("署名した時の内容と一致")
            : Finding.Bad(JpkiFailure.ContentChanged, "署名した時の内容と異なります。", "The message digest is not that of the content.");

    private Finding VerifySignature()
    {
        if (!Certificate!.Key!.Verify(algorithm!, signer!.SignedAttributes, signer.SignatureValue))
            return Finding.Bad(JpkiFailure.SignatureInvalid, "署名値が証明書の鍵のものではありません。", "The signature value does not verify.");
        return PlatformAgrees()
            ? Finding.Good("証明書の鍵による署名")
            : Finding.Bad(JpkiFailure.SignatureInvalid, "署名値を確認できませんでした。", "The platform's CMS does not accept the signature.");
    }

    /// <summary>A second reader of the same bytes: what two parsers understand differently is not accepted.</summary>
    private bool PlatformAgrees()
    {
        try
        {
            var platform = new SignedCms(new ContentInfo(content.ToArray()), detached: true);
            platform.Decode(cms.Span);
            platform.CheckSignature(verifySignatureOnly: true);
            return platform.SignerInfos is [{ Certificate: { } used }] && used.RawDataMemory.Span.SequenceEqual(Certificate!.Encoded.Span);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static Finding Guarded(Func<Finding> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (Der.IsMalformed(e))
        {
            return Malformed(e.InnerException?.Message ?? e.Message);
        }
    }

    private static Finding Malformed(string technical) =>
        Finding.Bad(JpkiFailure.MalformedContainer, "署名データを読み取れません。", technical);

    private static Finding Mismatch(string technical) =>
        Finding.Bad(JpkiFailure.SigningCertificateMismatch, "署名に記された証明書と、添えられた証明書が一致しません。", technical);

    private static Finding NotAllowed(string technical) =>
        Finding.Bad(JpkiFailure.AlgorithmNotAllowed, "認められていない署名方式です。", technical);
}
