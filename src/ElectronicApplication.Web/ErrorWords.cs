namespace ElectronicApplication.Web;

/// <summary>What a failed request means in plain words, and what the person can do next.</summary>
internal sealed record ErrorWords(string Code, string Title, string Next, string English)
{
    public static ErrorWords For(int status) => status switch
    {
        400 or 415 => new("bad-request", "送られた内容を読み取れませんでした",
            "前の画面に戻り、もう一度お試しください。", "The request could not be understood."),
        401 => new("unauthenticated", "ログインが必要です",
            "ログインしてから、もう一度お試しください。入力中の下書きは保存されています。", "Sign in first."),
        403 => new("forbidden", "この画面は表示できません",
            "ご本人または担当の方だけが見られる画面です。別の方法でログインしている場合は、ログインし直してください。", "You may not see this."),
        404 => new("not-found", "お探しのページが見つかりません",
            "アドレスが正しいかご確認ください。ページが移動したか、公開が終わった可能性があります。", "There is nothing at this address."),
        405 => new("method-not-allowed", "この操作はできません",
            "前の画面に戻り、ボタンからもう一度お試しください。", "This address does not take this method."),
        409 => new("conflict", "ほかの操作と重なりました",
            "画面を読み込み直して、今の状態を確認してからお試しください。", "The state has changed meanwhile."),
        413 => new("too-large", "送られたデータが大きすぎます",
            "ファイルを小さくするか、枚数を分けて、もう一度お試しください。", "The request is larger than the limit."),
        422 => new("unprocessable", "内容を確認してください",
            "前の画面に戻り、入力した内容をお確かめください。", "The content breaks a rule."),
        429 => new("too-many-requests", "操作の回数が多すぎます",
            "数分待ってから、もう一度お試しください。", "Too many requests; wait a little."),
        503 => new("unavailable", "ただいまご利用いただけません",
            "しばらく待ってから、もう一度お試しください。入力中の下書きは保存されています。", "Temporarily unavailable."),
        < 500 => new("refused", "この操作はできません",
            "前の画面に戻り、もう一度お試しください。", "The request was refused."),
        _ => new("internal-error", "申し訳ありません。処理の途中で問題が起きました",
            "少し待ってから、もう一度お試しください。続く場合は、担当課へお問い合わせください。入力中の下書きは保存されています。", "Something went wrong on our side."),
    };
}
