using System.Globalization;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>Issues in the words of a kind clerk: what is wrong, and how to mend it.</summary>
internal static class IssueMessages
{
    public static AnswerIssue For(string path, string code, PlanField field, int row, object? limit = null, object? actual = null)
    {
        var type = field.Type;
        var (ja, en) = (row < 0 ? $"「{field.LabelJa}」" : $"{row + 1}件目の「{field.LabelJa}」", row < 0 ? $"“{field.LabelEn}”" : $"“{field.LabelEn}” (row {row + 1})");
        var (message, messageEn) = code switch
        {
            IssueCodes.Required => Required(type, ja, en),
            IssueCodes.AttachmentMissing => ($"{ja}のファイルを添付してください。", $"Please attach a file for {en}."),
            IssueCodes.ConsentMissing => ($"{ja}の内容を確かめて、チェックを付けてください。", $"Please read {en} and tick the box."),
            IssueCodes.WrongType => WrongType(type, ja, en),
            IssueCodes.TooLong or IssueCodes.TooShort when type is FieldType.Digits => Digits(field, ja, en),
            IssueCodes.TooLong => ($"{ja}は{limit}文字以内で入力してください{Counted(actual, "（いま{0}文字）")}。", $"Please keep {en} within {limit} characters{Counted(actual, " (now {0})")}."),
            IssueCodes.TooShort => ($"{ja}は{limit}文字以上で入力してください。", $"Please enter at least {limit} characters for {en}."),
            IssueCodes.TooSmall => ($"{ja}は{limit}以上の数を入力してください。", $"Please enter {limit} or more for {en}."),
            IssueCodes.TooLarge => ($"{ja}は{limit}以下の数を入力してください。", $"Please enter {limit} or less for {en}."),
            IssueCodes.NotAnOption => ($"{ja}は選択肢の中から選んでください。", $"Please choose {en} from the options."),
            IssueCodes.Pattern => ($"{ja}の形式が違います。入力例を見て、入力し直してください。", $"{en} does not have the right form. Please look at the example and enter it again."),
            IssueCodes.NotADate => ($"{ja}の日付を確かめてください。暦にある日を、2026-04-01 のような年・月・日で入力してください。", $"Please check the date of {en}. Enter a day that exists, as year, month and day, like 2026-04-01."),
            IssueCodes.NotAMail => ($"{ja}はメールアドレスの形（例: hanako@example.jp）で入力してください。", $"Please enter {en} as a mail address, like hanako@example.jp."),
            IssueCodes.NotAPhone => ($"{ja}は市外局番から、数字とハイフン（例: 044-200-0000）で入力してください。", $"Please enter {en} with its area code in digits and hyphens, like 044-200-0000."),
            IssueCodes.NotAPostalCode => ($"{ja}は7桁の数字（例: 210-0001）で入力してください。", $"Please enter {en} as seven digits, like 210-0001."),
            IssueCodes.NotKana => NotKana(field, ja, en),
            IssueCodes.NotATime => ($"{ja}は 9:30 や 14:00 のような時刻で入力してください。", $"Please enter {en} as a time, like 9:30 or 14:00."),
            IssueCodes.NotDigits => ($"{ja}は数字だけで入力してください。", $"Please enter {en} in digits only."),
            IssueCodes.NotAMyNumber => ($"{ja}は12桁の数字です。番号が違うようなので、カードか通知カードを見て入力し直してください。", $"{en} has twelve digits. This number does not seem right; please check it against the card."),
            IssueCodes.NotACorporateNumber => ($"{ja}は13桁の数字です。番号が違うようなので、確かめて入力し直してください。", $"{en} has thirteen digits. This number does not seem right; please check it."),
            IssueCodes.NotInEra => ($"{ja}の日付は、書かれた元号にありません。{limit}のことでしたら、そのように入力し直してください。", $"The date of {en} does not exist in the era given. If you mean {limit}, please enter it so."),
            IssueCodes.EraNotOffered => ($"{ja}は{limit}の日付を入力してください。", $"Please enter a date of {limit} for {en}."),
            IssueCodes.TooEarly => ($"{ja}は{Moment(limit)}以降を入力してください。", $"Please enter {limit} or later for {en}."),
            IssueCodes.TooLate => ($"{ja}は{Moment(limit)}以前を入力してください。", $"Please enter {limit} or earlier for {en}."),
            IssueCodes.PeriodReversed => ($"{ja}の終わりが始まりより前になっています。日付を確かめてください。", $"{en} ends before it begins. Please check the dates."),
            IssueCodes.TooManyDecimals => ($"{ja}は小数点以下{limit}桁までで入力してください。", $"Please enter {en} with at most {limit} decimal places."),
            IssueCodes.TooFewAttachments => ($"{ja}には{limit}個以上のファイルを添付してください。", $"Please attach at least {limit} files for {en}."),
            IssueCodes.TooFewRows => ($"{ja}を{limit}件以上入力してください。", $"Please enter at least {limit} of {en}."),
            IssueCodes.TooManyRows => ($"{ja}は{limit}件までです。多い分を消してください。", $"{en} takes at most {limit}. Please remove some."),
            IssueCodes.ControlCharacter => ($"{ja}に、目に見えない制御文字が含まれています。消して入力し直してください。", $"{en} contains invisible control characters. Please remove them and enter it again."),
            IssueCodes.AttachmentType => ($"{ja}に添付できない種類のファイルです。使える種類: {limit}", $"This kind of file cannot be attached to {en}. Accepted: {limit}"),
            IssueCodes.AttachmentTooLarge => ($"{ja}のファイルが大きすぎます。1つ {Size(limit)} までです。", $"A file of {en} is too large. The limit is {Size(limit)} each."),
            IssueCodes.TooManyAttachments => ($"{ja}に添付できるファイルは{limit}個までです。多い分を外してください。", $"At most {limit} files can be attached to {en}. Please remove some."),
            IssueCodes.NotCalculable => ($"{ja}を計算した結果が、扱える範囲を超えています。関係する項目の入力を確かめてください。同じ表示が続くときは、窓口にお知らせください。",
                $"The result of {en} is beyond what can be handled. Please check the answers it is made of; if this persists, please tell the office."),
            IssueCodes.HiddenField => ($"{ja}は、ほかの回答との組み合わせでは入力の必要がありません。この項目の回答を消してください。", $"{en} is not asked for with your other answers. Please remove this answer."),
            _ => ("入力内容を確かめてください。", "Please check what you entered."),
        };
        var arguments = new Dictionary<string, object?> { ["label"] = field.LabelJa };
        if (row >= 0)
            arguments["row"] = row + 1;
        if (limit is not null)
            arguments[Bound(code)] = limit;
        if (actual is not null)
            arguments["actual"] = actual;
        // The sentences are plain already; what is hard in them is the name of the field.
        return new AnswerIssue(path, code, message, messageEn, arguments) { MessageEasy = message.Replace($"「{field.LabelJa}」", $"「{field.LabelEasy}」", StringComparison.Ordinal) };
    }

    /// <summary>A name that the form does not know.</summary>
    public static AnswerIssue Unknown(string path, int row)
    {
        var arguments = new Dictionary<string, object?> { ["label"] = path };
        if (row >= 0)
            arguments["row"] = row + 1;
        return new AnswerIssue(path, IssueCodes.UnknownField, "この様式にない項目です。項目の名前を確かめてください。", "This form has no such field. Please check its name.", arguments);
    }

    private static (string, string) Required(FieldType type, string ja, string en) => type switch
    {
        FieldType.Choice or FieldType.Choices or FieldType.YesNo => ($"{ja}を選んでください。", $"Please choose {en}."),
        _ => ($"{ja}を入力してください。", $"Please enter {en}."),
    };

    private static (string, string) WrongType(FieldType type, string ja, string en) => type switch
    {
        FieldType.Integer or FieldType.Yen => ($"{ja}は整数（例: 1）で入力してください。", $"Please enter {en} as a whole number, like 1."),
        FieldType.YesNo or FieldType.Consent => ($"{ja}は「はい」か「いいえ」で答えてください。", $"Please answer {en} with yes or no."),
        FieldType.Choices => ($"{ja}は選択肢の中から選んでください（複数可）。", $"Please choose {en} from the options (several if you like)."),
        FieldType.Number => ($"{ja}は数（例: 1.5）で入力してください。", $"Please enter {en} as a number, like 1.5."),
        FieldType.PersonName or FieldType.Address or FieldType.Contact or FieldType.BankAccount or FieldType.Period =>
            ($"{ja}は部分ごとに分けて入力してください。", $"Please enter {en} part by part."),
        FieldType.Group => ($"{ja}は一件ずつ入力してください。", $"Please enter {en} one by one."),
        FieldType.Date => ($"{ja}は 2026-04-01 のような日付で入力してください。", $"Please enter {en} as a date, like 2026-04-01."),
        _ => ($"{ja}は文字で入力してください。", $"Please enter {en} as text."),
    };

    private static (string, string) NotKana(PlanField field, string ja, string en) => field.Definition.Script switch
    {
        KanaScript.Hiragana => ($"{ja}はひらがなで入力してください。", $"Please enter {en} in hiragana."),
        KanaScript.Payee => ($"{ja}はカタカナで、通帳のとおりに入力してください。", $"Please enter {en} in katakana, as in your passbook."),
        _ => ($"{ja}は全角カタカナで入力してください。", $"Please enter {en} in full-width katakana."),
    };

    private static (string, string) Digits(PlanField field, string ja, string en)
    {
        var (min, max) = (field.Definition.MinLength, field.MaxGraphemes);
        return min == max
            ? ($"{ja}は{max}桁の数字で入力してください。桁が足りないときは、頭に0を付けてください。", $"Please enter {en} as {max} digits, with zeros in front if there are fewer.")
            : ($"{ja}は{(min is null ? "" : $"{min}桁以上")}{max}桁以内の数字で入力してください。", $"Please enter {en} in {(min is null ? "at most" : $"{min} to")} {max} digits.");
    }

    private static string Moment(object? limit) =>
        DateOnly.TryParseExact(limit as string, "yyyy-MM-dd", out var date) ? JapaneseCalendar.Format(date) : $"{limit}";

    private static string Bound(string code) => code switch
    {
        IssueCodes.TooShort or IssueCodes.TooSmall or IssueCodes.TooFewRows or IssueCodes.TooEarly or IssueCodes.TooFewAttachments => "min",
        IssueCodes.NotInEra => "meant",
        IssueCodes.EraNotOffered => "eras",
        IssueCodes.AttachmentType => "accept",
        _ => "max",
    };

    private static string Counted(object? actual, string format) => actual is null ? "" : string.Format(CultureInfo.InvariantCulture, format, actual);

    private static string Size(object? bytes) => bytes is long size
        ? size >= 1024 * 1024 ? $"{size / 1048576m:0.#} MB" : $"{size / 1024m:0.#} KB"
        : "";
}
