using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Designs;

/// <summary>Every way in which designing and publishing a procedure can fail.</summary>
public static class DesignErrors
{
    public static Error NotFound { get; } = new("design-not-found", ErrorKind.NotFound,
        "該当する様式はありません。所管課が異なる様式は表示されません。", "There is no such design, or it belongs to another office.");

    public static Error AuthorNeeded { get; } = new("role-needed", ErrorKind.Forbidden,
        "この操作には「様式の作成」の権限が必要です。所属の情報システム担当に確認してください。", "This needs the role author.");

    public static Error NoEdit { get; } = new("no-edit", ErrorKind.Invalid, "変更の内容がありません。", "There is nothing to change.");

    public static Error NoUndo { get; } = new("nothing-to-undo", ErrorKind.Conflict, "元に戻す操作はありません。", "There is nothing to undo.");

    public static Error NoRedo { get; } = new("nothing-to-redo", ErrorKind.Conflict, "やり直す操作はありません。", "There is nothing to redo.");

    public static Error CodeTaken(string code) => Field("code", "taken",
        $"手続コード「{code}」は既に使われています。別のコードにするか、その手続を開いてください。", $"The code \"{code}\" is taken. Choose another, or open that procedure.");

    public static Error BadCode { get; } = Field("code", "malformed", ProcedureCode.RuleJa, ProcedureCode.RuleEn);

    public static Error TitleNeeded { get; } = Field("title", "required", "手続の名前を入力してください。", "Give the procedure a name.");

    public static Error OfficeRefused { get; } = Field("office", "not-an-option", "所管課を選択してください。所属する課の様式だけを作成できます。", "Choose one of your own offices.");

    public static Error TooLarge { get; } = new("too-large", ErrorKind.TooLarge,
        "この様式は大きすぎるため、保存できません。例やスキーマを減らすか、文章を短くするか、手続を分けてください。", "The design is too large to be kept. Remove samples or schemas, shorten texts, or split the procedure.");

    /// <summary>Somebody else's edit came first.</summary>
    public static Error ChangedMeanwhile { get; } = new("changed-meanwhile", ErrorKind.Conflict,
        "この様式は、ほかの人（または別の画面）が先に変更しました。変更はまだ保存していません。", "Somebody else changed this design first. Your change is not saved yet.");

    public static Error Refused(DefinitionProblem problem) => new("edit-refused", ErrorKind.Unprocessable, problem.MessageJa, problem.MessageEn)
    {
        Fields = [new(problem.Path, problem.Code, problem.MessageJa, problem.MessageEn)],
    };

    private static Error Field(string path, string code, string message, string messageEn) =>
        new("request-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new(path, code, message, messageEn)] };
}
