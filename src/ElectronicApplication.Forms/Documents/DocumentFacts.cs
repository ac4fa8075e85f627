namespace ElectronicApplication.Forms.Documents;

/// <summary>What a document may say besides the answers. Texts name it in braces: <c>{receiptNumber}</c>, <c>{decision.reason}</c>.</summary>
/// <param name="Decision">Granted, Refused or Dismissed.</param>
/// <param name="Number">As it is written on the document.</param>
/// <param name="Office">The name of the office in charge.</param>
/// <param name="Head">Who answers for the city: みらい市長.</param>
/// <param name="Appeal">教示文; empty where the procedure has none.</param>
public sealed record DocumentFacts(
    string ReceiptNumber, DateOnly SubmittedOn, DateOnly ArrivedOn, DateOnly DecidedOn, string Decision, string DecisionReason,
    string Number, DateOnly IssuedOn, string Procedure, string Office, string Municipality, string Head, string Appeal)
{
    /// <summary>Every name with what it is, in the order in which people need them.</summary>
    public static IReadOnlyList<(string Name, string Ja)> Names { get; } =
    [
        ("number", "文書番号"), ("issuedOn", "交付日"), ("decision.result", "決裁の結果"), ("decision.reason", "決裁の理由"), ("decidedOn", "決裁日"), ("receiptNumber", "受付番号"),
        ("submittedOn", "提出日"), ("arrivedOn", "到達日"), ("procedure", "手続名"), ("office", "所管課"), ("head", "職名"), ("municipality", "自治体名"), ("appeal", "教示文"), ("today", "今日"),
    ];

    public static bool Has(string name) => Names.Any(n => n.Name == name);

    internal string Value(string name) => name switch
    {
        "number" => Number,
        "issuedOn" or "today" => JapaneseCalendar.Format(IssuedOn),
        "decision.result" => Decision switch { "Granted" => "承認", "Refused" => "不承認", "Dismissed" => "却下", _ => "" },
        "decision.reason" => DecisionReason,
        "decidedOn" => JapaneseCalendar.Format(DecidedOn),
        "receiptNumber" => ReceiptNumber,
        "submittedOn" => JapaneseCalendar.Format(SubmittedOn),
        "arrivedOn" => JapaneseCalendar.Format(ArrivedOn),
        "procedure" => Procedure,
        "office" => Office,
        "head" => Head,
        "municipality" => Municipality,
        "appeal" => Appeal,
        _ => "",
    };

    /// <summary>For trying a template before there is a case.</summary>
    public static DocumentFacts Example(ProcedureDefinition procedure, DocumentDefinition document, DateOnly today, string municipality, string head, string appeal) => new(
        "261121-482913-058437", today.AddDays(-14), today.AddDays(-14), today, (document.Decisions.Count > 0 ? document.Decisions[0] : DocumentOccasion.Granted).ToString(),
        "（例）要件を満たさないため。", document.Number.Replace("{number}", "1", StringComparison.Ordinal), today, procedure.Title.Ja, procedure.OfficeTitle.Ja, municipality, head, appeal);
}
