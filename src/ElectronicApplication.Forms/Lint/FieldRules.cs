namespace ElectronicApplication.Forms.Lint;

/// <summary>What is said about single fields: personal data, what the card can fill in, keys that do nothing where they stand.</summary>
internal static class FieldRules
{
    private static readonly FieldType[] Texts = [FieldType.Text, FieldType.LongText, FieldType.Mail, FieldType.Phone, FieldType.PostalCode, FieldType.Kana, FieldType.Digits];
    private static readonly FieldType[] Numbers = [FieldType.Integer, FieldType.Number, FieldType.Yen];
    private static readonly FieldType[] Personal =
        [FieldType.PersonName, FieldType.Address, FieldType.Contact, FieldType.BankAccount, FieldType.Phone, FieldType.Mail];

    public static void Check(LintContext context)
    {
        foreach (var page in context.Plan.Form.Pages)
            foreach (var twins in page.Fields.Where(field => field.TakesAnswer && field.Visible is null).GroupBy(field => field.Label.Ja).Where(same => same.Count() > 1))
                context.Warning("same-label", LintContext.FormFile, context.Plan.Find(twins.Last().Id)!.JsonPath + ".label",
                    $"同じページに「{twins.Key}」という項目が二つあります。何が違うのか分かる名前にしてください。",
                    $"There are two fields “{twins.Last().Label.For("en")}” on one page. Name them so that people can tell them apart.");
        foreach (var (field, path) in context.Fields())
        {
            Privacy(context, field, path);
            Prefill(context, field, path);
            Effects(context, field, path);
            if (field is { Type: FieldType.Consent, Required: false, RequiredWhen: null })
                context.Warning("consent-optional", LintContext.FormFile, path,
                    "同意が必須になっていません。同意がなくても進める項目なら yesNo にし、同意が要るなら required を true にしてください。",
                    "The consent is not required. If people may go on without it, make it a yesNo; otherwise set required to true.");
            if (field is { Type: FieldType.Choice or FieldType.Choices, OptionsFrom: null, Options.Count: 1 })
                context.Warning("single-option", LintContext.FormFile, path + ".options",
                    "選択肢が一つしかありません。選ばせる必要がなければ項目を消し、あるなら選択肢を足してください。",
                    "There is only one option. Remove the field if there is nothing to choose, or add options.");
            if (field is { Type: FieldType.Attachment, Accept.Count: 0 })
                context.Warning("attachment-any-type", LintContext.FormFile, path + ".accept",
                    "どんな種類のファイルでも受け取ります。審査する人が開ける種類（application/pdf、image/jpeg など）を accept に書いてください。",
                    "Files of any kind are taken. Write in 'accept' the kinds that reviewers can open, like application/pdf or image/jpeg.");
        }
    }

    private static void Privacy(LintContext context, FieldDefinition field, string path)
    {
        if (field.Type == FieldType.MyNumber)
        {
            if (!field.SeparateStorage)
                context.Error("my-number-storage", LintContext.FormFile, path + ".separateStorage",
                    "マイナンバーがほかの回答と一緒に保管されます。「separateStorage」を true にしてください（番号法第12条）。",
                    "The My Number would be kept with the other answers. Set 'separateStorage' to true (My Number Act, article 12).");
            if (field.Searchable)
                context.Error("my-number-search", LintContext.FormFile, path + ".searchable",
                    "マイナンバーを検索の手がかりにはできません。「searchable」を消してください。",
                    "A My Number must not be searched for. Remove 'searchable'.");
            if (context.Procedure.IdentityLevel < IdentityLevel.CardLogin)
                context.Warning("my-number-level", LintContext.FormFile, path,
                    "マイナンバーを尋ねますが、カードによる本人確認をしません。identityLevel を CardLogin 以上にするか、番号の確認方法を確かめてください。",
                    "A My Number is asked for without the card. Raise identityLevel to CardLogin, or make sure how the number is verified.");
        }
        if (field is { Sensitive: true, Searchable: true })
            context.Warning("sensitive-search", LintContext.FormFile, path + ".searchable",
                "一覧に出さない項目が検索の対象になっています。検索が要らなければ「searchable」を消してください。",
                "A field that lists do not show can be searched for. Remove 'searchable' unless staff need it.");
        if (Personal.Contains(field.Type) && !field.Sensitive && !field.SeparateStorage)
            context.Warning("personal-data-open", LintContext.FormFile, path,
                "個人の情報ですが、一覧や記録に出ます。「sensitive」を true にするか、出してよい理由を確かめてください。",
                "This is personal data and shows in lists and logs. Set 'sensitive' to true, or make sure that it may show.");
    }

    private static void Prefill(LintContext context, FieldDefinition field, string path)
    {
        if (field.Prefill is not { } prefill)
            return;
        if (prefill.Source == PrefillSource.Card && context.Procedure.IdentityLevel < IdentityLevel.CardLogin)
            context.Error("prefill-without-card", LintContext.FormFile, path + ".prefill",
                "カードの情報を取り込む項目ですが、この手続ではカードを使いません。identityLevel を CardLogin 以上にするか、prefill を消してください。",
                "The field takes what the card says, but the procedure asks for no card. Raise identityLevel to CardLogin, or remove prefill.");
        if (prefill is { Source: PrefillSource.Account, Attribute: not PrefillAttribute.Mail })
            context.Error("prefill-account", LintContext.FormFile, path + ".prefill.attribute",
                "アカウントから取り込めるのはメールアドレス（mail）だけです。前の申請から取り込むなら source を earlier にして、field に項目の識別名を書いてください。",
                "The account knows nothing but the mail address (mail). To take over an earlier answer, set source to 'earlier' and name its field.");
        if (prefill is { Source: PrefillSource.Earlier, Procedure: null, Key: { } key } && context.Plan.Find(key) is not { Definition.TakesAnswer: true })
            context.Error("prefill-unknown-field", LintContext.FormFile, path + ".prefill.field",
                $"前の申請から取り込む項目「{key}」が、この様式にありません。識別名を確かめるか、procedure に手続コードを書いてください。",
                $"This form has no field '{key}' to take over from an earlier submission. Check the id, or name the procedure.");
    }

    /// <summary>Keys that the type of the field does not heed.</summary>
    private static void Effects(LintContext context, FieldDefinition field, string path)
    {
        Idle("maxLength", field.MaxLength is not null, Texts);
        Idle("minLength", field.MinLength is not null, Texts);
        Idle("pattern", field.Pattern is not null, Texts);
        Idle("min", field.Min is not null, Numbers);
        Idle("max", field.Max is not null, Numbers);
        Idle("unit", field.Unit is not null, [.. Numbers, FieldType.Calculated]);
        Idle("eras", field.Eras.Count > 0, [FieldType.Date, FieldType.Period]);
        Idle("script", field.Script != KanaScript.Katakana, [FieldType.Kana]);
        Idle("options", field.Options.Count > 0 || field.OptionsFrom is not null, [FieldType.Choice, FieldType.Choices]);
        Idle("fields", field.Fields.Count > 0, [FieldType.Group]);
        Idle("minRows", field.MinRows > 0, [FieldType.Group]);
        Idle("accept", field.Accept.Count > 0, [FieldType.Attachment]);
        Idle("camera", field.Camera, [FieldType.Attachment]);
        if (field.Type is FieldType.Heading or FieldType.Guidance or FieldType.Calculated or FieldType.Signature)
            Idle("required", field.Required || field.RequiredWhen is not null, []);
        if (field.Pattern is null)
            Idle("patternMessage", field.PatternMessage is not null, []);

        void Idle(string key, bool written, FieldType[] heeded)
        {
            if (written && !heeded.Contains(field.Type))
                context.Warning("key-without-effect", LintContext.FormFile, $"{path}.{key}",
                    $"「{key}」はこの種類の項目では働きません。消すか、項目の種類を確かめてください。",
                    $"'{key}' does nothing for a field of this type. Remove it, or check the type.");
        }
    }
}
