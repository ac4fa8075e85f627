using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Review.Bulk;

public static class BulkErrors
{
    public static Error NotFound { get; } = new("bulk-run-not-found", ErrorKind.NotFound, "該当する一括処理はありません。一括処理の結果は、実行した人だけが見られます。", "There is no such run; only whoever started it sees it.");

    public static Error NothingMarked { get; } = Field("case", "required", "申請を一件以上選んでください。", "Mark at least one case.");

    public static Error NotAKind { get; } = Field("kind", "not-an-option", "まとめて行う処理を選択してください。", "Choose what to do.");

    public static Error TooMany(int most) => Field("case", "too-many", $"一度に処理できるのは {most} 件までです。条件を絞るか、分けて処理してください。", $"At most {most} cases at once.");

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
