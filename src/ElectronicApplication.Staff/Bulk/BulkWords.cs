using ElectronicApplication.Core.Review.Bulk;

namespace ElectronicApplication.Staff.Bulk;

internal static class BulkWords
{
    /// <summary>As they are posted, with what officials read.</summary>
    public static IReadOnlyList<(string Kind, string Text)> Kinds { get; } =
        [(nameof(BulkKind.StartReview), "審査を開始する"), (nameof(BulkKind.Approve), "承認する（起案・同意・決裁）"), (nameof(BulkKind.Refuse), "不承認とする（理由は共通）")];

    public static BulkKind? Kind(string posted) => Kinds.Any(k => k.Kind == posted) ? Enum.Parse<BulkKind>(posted) : null;

    public static string Of(BulkKind kind) => Kinds.First(k => k.Kind == kind.ToString()).Text;
}
