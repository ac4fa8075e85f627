using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Pdf;

namespace ElectronicApplication.Core.Documents;

public static class DocumentErrors
{
    public static Error NotFound { get; } = new("document-not-found", ErrorKind.NotFound, "該当する文書がありません。", "There is no such document.");

    public static Error TemplateNotFound { get; } = new("template-not-found", ErrorKind.NotFound, "この手続に、その文書のひな型はありません。", "The procedure has no such template.");

    public static Error NotDecided { get; } = new("not-decided", ErrorKind.Conflict, "決裁が済んでいないため、交付できません。", "The submission is not decided yet.");

    public static Error OtherDecision(string title) => new("other-decision", ErrorKind.Conflict, $"「{title}」は、この決裁の結果では交付できません。", "The document is not for this decision.");

    public static Error AlreadyIssued(string number) => new("already-issued", ErrorKind.Conflict,
        $"この文書は、{number} として交付済みです。出し直すときは、その文書から「差し替える」を選んでください。", $"It is issued already as {number}. Replace that one.");

    public static Error NotInForce { get; } = new("document-not-in-force", ErrorKind.Conflict, "この文書は、すでに取り消されたか、差し替えられています。画面を開き直してください。", "The document was withdrawn or replaced meanwhile.");

    public static Error NotForPortal { get; } = new("document-by-post", ErrorKind.Conflict, "この文書は郵送でお届けします。", "This document comes by post.");

    public static Error NotForPost { get; } = new("document-not-for-post", ErrorKind.Conflict, "郵送の文書ではないか、すでに発送済みです。画面を開き直してください。", "The document is not for post, or was posted.");

    public static Error FeeNotPaid { get; } = new("fee-not-paid", ErrorKind.Conflict,
        "審査の後に納める手数料が、まだ納められていません。納付を確認してから交付してください。納付の前に交付するときは、この申請の画面から理由を入力して交付してください。", "The fee that is due after the review is not paid. Issue it alone, with a reason, to issue it all the same.");

    public static Error CannotBeRead { get; } = new("case-cannot-be-read", ErrorKind.Conflict,
        "この申請の内容から文書を作成できませんでした。受付番号を情報システム担当に連絡してください。", "The document could not be made of this submission. Tell the system administrator its number.");

    public static Error NoRecipient(string title) => new("no-recipient", ErrorKind.Unprocessable, $"「{title}」には宛名がないため、郵送できません。ひな型に宛名を加えるか、ポータルで交付してください。", "The template has no recipient; it cannot be posted.");

    public static Error NoSeal { get; } = new("no-seal", ErrorKind.Conflict, "公印の印影が登録されていません。管理の権限をもつ職員が「公印の印影」で登録してください。", "No seal was put in yet.");

    public static Error NoKey(string office) => new("no-signing-key", ErrorKind.Unavailable,
        $"電子署名の鍵が設定されていないため、交付できません。情報システム担当に連絡してください（Documents:Keys:{office}）。", $"No signing key is configured (Documents:Keys:{office}).");

    public static Error KeyEnded(DateTime at) => new("signing-key-ended", ErrorKind.Unavailable,
        $"電子署名の証明書の有効期限（{at:yyyy-MM-dd}）が過ぎているため、交付できません。情報システム担当に連絡してください。", "The signing certificate has expired.");

    public static Error NoPortal { get; } = new("no-portal-address", ErrorKind.Unavailable, "ポータルの公開アドレス（Portal:PublicUrl）が設定されていないため、交付できません。", "Portal:PublicUrl is not configured.");

    public static Error NoTimestamp { get; } = new("timestamp-unavailable", ErrorKind.Unavailable, "タイムスタンプ局から時刻を取得できないため、交付できませんでした。しばらくしてからやり直してください。", "The time-stamp authority does not answer.");

    public static Error ReasonNeeded { get; } = Field("reason", "required", "理由を入力してください。理由は記録に残します。取消しと差替えの理由は、申請者にも示します。", "State the reason.");

    public static Error ReasonTooLong { get; } = Field("reason", "too-long", "理由は 500 文字以内で入力してください。", "The reason may have up to 500 characters.");

    public static Error NothingChosen { get; } = Field("id", "required", "文書を一つ以上選んでください。", "Choose at least one document.");

    public static Error TooMany(int most) => Field("id", "too-many", $"一度に扱えるのは {most} 件までです。", $"At most {most} at once.");

    public static Error WrongDay { get; } = Field("day", "out-of-range", "発送日は、今日か、過去 30 日以内の日付を入力してください。", "The day must be today or within the last 30 days.");

    /// <summary>A character that no font draws stops the issue: a notice with a box in somebody's name must not leave the house.</summary>
    public static Error MissingGlyphs(IEnumerable<(string Character, string? Field)> missing)
    {
        var fields = missing.Select(m => new FieldError(m.Field ?? "", "missing-glyph",
            $"{(m.Field is null ? "ひな型の文" : $"「{m.Field}」")}の「{m.Character}」（{MissingGlyphsException.Name(m.Character)}）を描ける書体がありません。書体を加えるか、使える字形を申請者に確かめてください。",
            $"No font draws “{m.Character}” ({MissingGlyphsException.Name(m.Character)}){(m.Field is null ? "" : $" in “{m.Field}”")}.")).ToList();
        return new("missing-glyphs", ErrorKind.Unprocessable, string.Join("\n", fields.Select(f => f.Message)), string.Join(" ", fields.Select(f => f.MessageEn))) { Fields = fields };
    }

    public static Error CannotBeSet(PdfInputProblem problem) => new("document-not-set", ErrorKind.Unprocessable, problem switch
    {
        PdfInputProblem.Font => "書体（BIZ UDPGothic、IPAmjMincho）が見つかりません。情報システム担当に連絡してください。",
        PdfInputProblem.TooLarge => "文書が長すぎます。ひな型か、繰り返しの件数を確かめてください。",
        _ => "用紙に収まらない内容があります。用紙の大きさ、表の列の数、宛名の長さを確かめてください。",
    }, $"The document cannot be set ({problem}).");

    public static Error SealWrong(string ja, string en) => Field("seal", "not-an-image", ja, en);

    private static Error Field(string path, string code, string ja, string en) => new("request-refused", ErrorKind.Unprocessable, ja, en) { Fields = [new(path, code, ja, en)] };
}
