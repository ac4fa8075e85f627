using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>What is paid, and to which account.</summary>
internal sealed partial class FormCompiler
{
    private void CompilePayout(PayoutDefinition payout)
    {
        PayoutAmount = Expression(payout.Amount, Scope, "$.payout.amount", FeelType.Number, ProcedureFile);
        if (payout.PublicAccount is { } text)
            PublicAccount = Expression(text, Scope, "$.payout.publicAccount", FeelType.Boolean, ProcedureFile);
        if (!_byId.TryGetValue(payout.Account, out var account) || account.Type != FieldType.BankAccount || account.Group is not null)
            Report("$.payout.account",
                $"振込先の口座の項目「{payout.Account}」がありません。様式の「口座」の項目の識別名を書いてください（繰り返しの中の項目は使えません）。",
                $"There is no bank account field '{payout.Account}' outside of groups. Write the id of one.", ProcedureFile, "payout-account");
        if (payout.Text is { } words && ZenginText.Of(words) is var said && (said.Unusable.Length > 0 || said.Text.Length > PayoutDefinition.MaxText))
            Report("$.payout.text",
                $"振込の文言は、半角カナ・英数字に直して {PayoutDefinition.MaxText} 文字までにしてください（濁点と半濁点も1文字です）。いまは「{said.Text}」（{said.Text.Length} 文字）{(said.Unusable.Length > 0 ? $"で、使えない文字「{said.Unusable}」があります" : "です")}。",
                $"The text must fit into {PayoutDefinition.MaxText} half-width characters of the transfer format; it is “{said.Text}” ({said.Text.Length}){(said.Unusable.Length > 0 ? $" and has characters that cannot be used: {said.Unusable}" : "")}.", ProcedureFile, "payout-text");
    }
}
