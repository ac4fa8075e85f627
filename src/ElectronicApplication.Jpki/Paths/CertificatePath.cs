using ElectronicApplication.Jpki.Certificates;

namespace ElectronicApplication.Jpki.Paths;

/// <summary>An anchor and the certificates below it, in that order; the last is the one in question.</summary>
internal sealed record CertificatePath(Certificate Anchor, IReadOnlyList<Certificate> Certificates)
{
    public IEnumerable<Certificate> All => Certificates.Prepend(Anchor);

    public Certificate IssuerOf(int index) => index == 0 ? Anchor : Certificates[index - 1];
}
