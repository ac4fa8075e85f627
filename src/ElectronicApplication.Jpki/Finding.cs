namespace ElectronicApplication.Jpki;

/// <param name="Failure">Null when the check passed.</param>
/// <param name="Shown">For the reviewer's screen, in Japanese.</param>
/// <param name="Technical">For logs and support. Neither text holds personal data.</param>
internal sealed record Finding(JpkiFailure? Failure, string Shown, string? Technical)
{
    public static Finding Good(string shown) => new(null, shown, null);

    public static Finding Bad(JpkiFailure failure, string shown, string technical) => new(failure, shown, technical);
}
