" Rule files of tidemark.
if exists("b:current_syntax")
  finish
endif

syn iskeyword @,48-57,_
syn keyword tideClause against alert all allowed as at attributions baseline because bug by capture column complete drift each error every expect extra file fires for given history labels last lateness least lint message missing mode model most needs no note notify on optional order others owner pass passes pending runbook sensitive series set severity style suggested tags task timezone unique unknown until violated when where window windows
syn keyword tideFunction abs accuracy age attribution attribution_ndcg attribution_rank attribution_share auc average balanced_accuracy best_constant binary brier calibration_error ceil change clamp cohen_kappa column_count command completeness confusion confusion_matrix correlation count covariance day distinct distinctness drift drift_p_value drifted_share duplicates empty_share ends_with entropy env every exp explained_variance extra_columns f f1 false_negative_rate false_positive_rate file floor format_share freshness gap gini greatest histogram hour http in_share inferred_type iqr json_value kernel_shap kurtosis label_share lag late_share least length length_max length_mean length_min ln log10 log_loss lower macro_f1 mae malformed_share map mape matches_share max max_error maximum mcc mean mean_error median median_absolute_error min minimum missing missing_columns month mrr mse multiclass nan_share ndcg number pinball pr_auc pr_curve precision precision_at previous quantile r2 range ranking rate_of_change recall recall_at recorded regression rmse roc_curve round row_count share skewness smape sqrt starts_with stddev stdout sum text top trim true_negative_rate true_positive_rate type_share uniqueness unseen_share upper variance webhook weekday weighted_f weighted_f1 weighted_precision weighted_recall year zero_share
syn match tideFunction /\<contains\>/
syn match tideFunction /\<\(bias\.ad\|bias\.cddl\|bias\.cddpl\|bias\.ci\|bias\.dar\|bias\.dca\|bias\.dcr\|bias\.di\|bias\.dpl\|bias\.dppl\|bias\.drift\|bias\.drr\|bias\.ft\|bias\.ge\|bias\.js\|bias\.kl\|bias\.ks\|bias\.lp\|bias\.rd\|bias\.sd\|bias\.te\|bias\.tvd\)\>/
syn keyword tideType integral fractional numeric boolean timestamp string categorical
syn keyword tideConstant true false null info warning critical observe enforce off ignore hold
syn keyword tideOperator and else except if in is matches null of or points sigma then within not
syn match tideDeclaration /^\s*\(columns\|define\|derive\|edition\|import\|let\|metric\|monitor\|override\|plugin\|rule\|sink\|test\|waive\)\>/
syn match tideNumber /\<\d[0-9_]*\(\.\d[0-9_]*\)\?\([eE][+-]\?\d\+\)\?%\?/
syn match tideNumber /\<\d\{4}-\d\d-\d\d\(T[0-9:.]\+Z\)\?/
syn match tideQuoted /`[^`]*`/
syn match tideRegex /\(matches\|[(\[,:={]\)\@<=\s*\/[^\/*]\([^\/\\]\|\\.\)*\/[imsxu]*/
syn match tideEscape /\\\([nt"\\]\|u{\x\+}\)/ contained
syn match tidePlaceholder /{\w\+}/ contained
syn region tideString start=/"/ skip=/\\"/ end=/"\|$/ contains=tideEscape,tidePlaceholder
syn region tideString start=/"""/ end=/"""/ contains=tideEscape
syn match tideComment /\/\/.*$/
syn region tideComment start=/\/\*/ end=/\*\// contains=tideComment

hi def link tideDeclaration Keyword
hi def link tideClause Statement
hi def link tideOperator Operator
hi def link tideFunction Function
hi def link tideType Type
hi def link tideConstant Constant
hi def link tideNumber Number
hi def link tideQuoted Identifier
hi def link tideRegex String
hi def link tideString String
hi def link tideEscape SpecialChar
hi def link tidePlaceholder Special
hi def link tideComment Comment

let b:current_syntax = "tide"
