using System.Text.RegularExpressions;
using ElectronicApplication.Forms.Documents;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Lint;

/// <summary>What is wrong with the templates of notices and certificates: what they name must exist, and a number of the My Number system has no place on them.</summary>
internal static partial class DocumentRules
{
    private const int MaxTitle = 100;
    private const int MaxNumber = 60;

    public static void Check(LintContext context)
    {
        var documents = context.Procedure.Documents;
        if (documents.Count > DocumentDefinition.MaxDocuments)
            context.Error("too-many", LintContext.ProcedureFile, "$.documents", $"交付する文書は {DocumentDefinition.MaxDocuments} までにしてください。", $"There may be up to {DocumentDefinition.MaxDocuments} documents.");
        for (var i = 0; i < documents.Count; i++)
            Document(context, documents[i], $"$.documents[{i}]", documents.Take(i).Any(d => d.Id == documents[i].Id));
    }

    private static void Document(LintContext context, DocumentDefinition document, string path, bool twice)
    {
        if (!Id().IsMatch(document.Id))
            Error("document-id", ".id", "文書の識別名は、英小文字で始め、英小文字・数字・下線・ハイフンで 40 文字以内にしてください。", "An id begins with a small letter and holds up to 40 small letters, digits, underscores and hyphens.");
        else if (twice)
            Error("document-id", ".id", $"識別名「{document.Id}」の文書が二つあります。", $"The id '{document.Id}' stands twice.");
        if (document.Title.Trim().Length is 0 or > MaxTitle)
            Error("document-title", ".title", $"文書の題名を {MaxTitle} 文字以内で書いてください。", $"Give the document a title of up to {MaxTitle} letters.");
        if (!document.Number.Contains("{number}", StringComparison.Ordinal) || document.Number.Length > MaxNumber || DocumentText.Names(document.Number).Any(n => n is not ("number" or "year")))
            Error("document-number", ".number", "文書番号には、番号が入る {number} を一つ書いてください（例: こ児第{number}号）。", "The number needs the placeholder {number}, as in 第{number}号.");
        if (document.Blocks.Count is 0 or > DocumentDefinition.MaxBlocks)
            Error("document-blocks", ".blocks", $"文書に載せるものを 1 から {DocumentDefinition.MaxBlocks} まで書いてください。", $"A document has 1 to {DocumentDefinition.MaxBlocks} blocks.");
        else if (document.Blocks.All(b => b.Type != DocumentBlockType.Number))
            context.Warning("document-without-number", LintContext.ProcedureFile, path + ".blocks", $"「{document.Title}」に文書番号がありません。", $"“{document.Title}” does not show its number.");
        DocumentPlan.Compile(document, context.Plan, (at, ja, en, code) => context.Error(code, LintContext.ProcedureFile, $"{path}.{at}", ja, en));
        for (var i = 0; i < document.Blocks.Count; i++)
            Block(document.Blocks[i], $".blocks[{i}]");

        void Block(DocumentBlock block, string at)
        {
            if (block.Text.Length > DocumentBlock.MaxText)
                Error("too-long", at + ".text", $"一つの文は {DocumentBlock.MaxText} 文字までにしてください。", $"A text may have up to {DocumentBlock.MaxText} letters.");
            if (block.Text.Trim().Length == 0 && block.Type is DocumentBlockType.Heading or DocumentBlockType.Paragraph or DocumentBlockType.Note or DocumentBlockType.Values or DocumentBlockType.Table or DocumentBlockType.List or DocumentBlockType.Recipient)
                Error("empty-text", at + ".text", "内容を書いてください。", "Write its text.");
            var group = block.Group is { } name ? context.Plan.Named(name) as PlanField : null;
            if (block.Type == DocumentBlockType.Table && group is not { Type: FieldType.Group })
                Error("unknown-field", at + ".group", "表にする「繰り返し」を選んでください。", "Choose the group whose rows the table shows.");
            foreach (var read in DocumentText.Names(block.Text).Where(n => !DocumentFacts.Has(n)))
                Read(block, group, read, at);
        }

        void Read(DocumentBlock block, PlanField? group, string name, string at)
        {
            var parts = name.Split('.');
            var top = context.Plan.Named(parts[0]) as PlanField;
            if (top is null || parts.Length > 2 || parts.Length == 2 && !Array.Exists(top.Parts, p => p.Id == parts[1]))
                Error("unknown-name", at + ".text", $"「{{{name}}}」という項目はありません。項目の識別名か、使える差し込みの名前にしてください。", $"There is no field '{name}'.");
            else if (top.Group is { } inside && (block.Type != DocumentBlockType.Table || group != inside))
                Error("outside-of-group", at + ".text", $"「{top.Definition.Label.Ja}」は繰り返し「{inside.Definition.Label.Ja}」の中の項目です。表で使ってください。", $"'{name}' stands in the group '{inside.Id}'. Use it in a table of that group.");
            else if (top.Type is FieldType.Group or FieldType.Attachment or FieldType.Signature or FieldType.Heading or FieldType.Guidance)
                Error("no-text", at + ".text", $"「{top.Definition.Label.Ja}」は文に差し込めません。", $"'{name}' has no text to stand there.");
            else if (top.Type == FieldType.MyNumber)
                Error("my-number", at + ".text", "個人番号は、交付する文書に載せられません（番号法第19条）。差し込みを消してください。", "An individual number must not stand on a document (My Number Act, article 19). Remove it.");
            else if (!document.Masked && (top.Definition.Masked || top.Group is { Definition.Masked: true }))
                context.Warning("masked-on-document", LintContext.ProcedureFile, path + at + ".text",
                    $"「{top.Definition.Label.Ja}」は、審査の画面では伏せる項目です。文書に載せてよければ、文書の設定で「伏せた項目を載せる」を選んでください。", $"'{name}' is masked at the review desk. Remove it, or let the document show masked answers (\"masked\": true).");
        }

        void Error(string code, string at, string ja, string en) => context.Error(code, LintContext.ProcedureFile, path + at, ja, en);
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
