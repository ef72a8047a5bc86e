;; Starts the language server for argument files: YAML files with a line that begins with `argmap:'.
(require 'eglot)
(add-to-list 'eglot-server-programs '((yaml-mode yaml-ts-mode) . ("argmap" "lsp")))

(defun argmap-start ()
  (when (save-excursion
          (goto-char (point-min))
          (re-search-forward "^argmap:" nil t))
    (eglot-ensure)))

(add-hook 'yaml-mode-hook #'argmap-start)
(add-hook 'yaml-ts-mode-hook #'argmap-start)
